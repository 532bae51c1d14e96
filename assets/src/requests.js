// Requests to the server.

/** @type {(milliseconds: number) => Promise<void>} */
export const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** The JSON at an address; an error for any status other than success. @type {(address: string, options?: RequestInit) => Promise<any>} */
export async function fetchJson(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

/**
 * A function that loads something once, however often it is called. After a failure the next call loads again.
 * @type {<Loaded>(load: () => Promise<Loaded>) => () => Promise<Loaded>}
 */
export const loadOnce = (load) => {
  /** @type {ReturnType<typeof load> | undefined} */
  let promise;
  return () => {
    promise ??= load().catch((error) => {
      promise = undefined;
      throw error;
    });
    return promise;
  };
};
