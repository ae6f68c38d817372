import './styles/tokens.css';
import './styles/fonts.css';
import './styles/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FrontDesk } from './app/front-desk.tsx';
import { hostOfThisWindow } from './host/host.tsx';
import { sessionSource } from './shared/session-store.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const host = hostOfThisWindow(sessionSource);

createRoot(root).render(
  <StrictMode>
    <FrontDesk host={host} />
  </StrictMode>,
);
