import './styles/tokens.css';
import './styles/fonts.css';
import './styles/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { FrontDesk } from './app/front-desk.tsx';
import { hostOfThisWindow } from './host/host.tsx';
import { isPress, Press } from './print/press.tsx';
import { sessionSource } from './shared/session-store.ts';

// Schemas must not be compiled with `new Function` here: the content policy forbids it.
z.config({ jitless: true });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const screen = isPress(window.location.hash) ? (
  <Press />
) : (
  <FrontDesk host={hostOfThisWindow(sessionSource)} />
);

createRoot(root).render(<StrictMode>{screen}</StrictMode>);
