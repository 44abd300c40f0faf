// Passkeys: asks the browser for one and puts its answer into the form, which goes its usual way.
// Forms: <form data-passkey="use|make" hidden> with an input named credential. The options stand
// in <script type="application/json" id="passkey-options">, or come from data-options-from.
"use strict";

const toBytes = (text) => {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(plain), (sign) => sign.charCodeAt(0));
};
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const withBytes = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

async function make(options) {
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: withBytes(options.excludeCredentials),
  };
  const made = await navigator.credentials.create({ publicKey });
  return {
    ...frame(made),
    response: {
      clientDataJSON: toText(made.response.clientDataJSON),
      attestationObject: toText(made.response.attestationObject),
      transports: made.response.getTransports?.() ?? [],
    },
  };
}

async function use(options) {
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge),
    allowCredentials: withBytes(options.allowCredentials),
  };
  const got = await navigator.credentials.get({ publicKey });
  return {
    ...frame(got),
    response: {
      clientDataJSON: toText(got.response.clientDataJSON),
      authenticatorData: toText(got.response.authenticatorData),
      signature: toText(got.response.signature),
      userHandle: got.response.userHandle ? toText(got.response.userHandle) : null,
    },
  };
}

function frame(credential) {
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function optionsOf(form) {
  const from = form.dataset.optionsFrom;
  if (from) {
    const answer = await fetch(from, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) throw new Error("no options");
    return (await answer.json()).request_options.publicKey;
  }
  const data = JSON.parse(document.getElementById("passkey-options").textContent);
  return (data.creation_options ?? data.request_options).publicKey;
}

// A passkey belongs to a name: browsers refuse it where the address is a number.
const possible = window.PublicKeyCredential && !/^[\d.]+$|:/.test(location.hostname);
for (const words of document.querySelectorAll("[data-passkey-impossible]")) words.hidden = possible;

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!possible) continue;
  form.hidden = false;
  const trouble = form.querySelector("[data-passkey-trouble]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      const ceremony = form.dataset.passkey === "make" ? make : use;
      form.elements.credential.value = JSON.stringify(await ceremony(await optionsOf(form)));
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  });
}
