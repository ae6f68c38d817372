/** What this window can do outside itself. What is absent cannot be done here: a screen asks for it, never for a platform. */
export interface Capabilities {
  /** Prints the window as its print style sheet draws it. Answers when the dialog is closed. */
  print(): Promise<void>;
  /** Keeps the window as a PDF; false when the person cancelled. */
  savePdf?(fileName: string): Promise<boolean>;
  /** Keeps a document the front desk already has as a file, a PDF unless told; false when the person cancelled. */
  saveFile?(fileName: string, base64: string, mediaType?: string): Promise<boolean>;
  /** Shows a system notification; `clicked` when the person came to it. */
  notify?(notice: { title: string; body: string; tag: string }): Promise<'clicked' | 'gone'>;
  /** May be asked for, on a click, where `notify` is absent. Afterwards `notify` may be there. */
  askToNotify?(): Promise<boolean>;
  /** Works at another host instead of the own store; the desktop app alone can. Throws what the shell refuses. */
  join?: {
    /** Who answers there, and the fingerprint to compare; null where the system vouches for it. */
    look(url: string): Promise<{ url: string; branch: string; fingerprint: string | null }>;
    /** Starts the app again at that host. */
    go(host: { url: string; fingerprint: string | null }): Promise<void>;
  };
  /** A second window at a route such as `/memos`. */
  openWindow(route: string): Promise<void>;
}
