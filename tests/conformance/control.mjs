/** Changes the sandbox's world as a person in the CRM would; returns the ids of what was created. */
export async function control(base, changes) {
  const response = await fetch(`${base}/sandbox/control`, { method: 'POST', body: JSON.stringify(changes) });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()).created;
}
