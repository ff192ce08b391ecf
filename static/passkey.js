// A passkey (WebAuthn): the question stands in the form, the browser asks the person, and the
// answer goes along with the form.
(() => {
  document.querySelectorAll('form[data-passkey]').forEach((form) => {
    const told = form.querySelector('[data-told]');
    const keys = window.PublicKeyCredential;
    if (!keys || !keys.parseCreationOptionsFromJSON) {
      told.textContent = form.dataset.unable;
      form.querySelector('[type=submit]').disabled = true;
      return;
    }
    form.addEventListener('submit', async (event) => {
      const answer = form.elements.answer;
      if (answer.value) return;
      event.preventDefault();
      told.textContent = '';
      const ask = JSON.parse(form.dataset.ask);
      try {
        const given = form.dataset.passkey === 'create'
          ? await navigator.credentials.create({ publicKey: keys.parseCreationOptionsFromJSON(ask) })
          : await navigator.credentials.get({ publicKey: keys.parseRequestOptionsFromJSON(ask) });
        answer.value = JSON.stringify(given);
        form.requestSubmit();
      } catch (error) {
        told.textContent = error.name === 'SecurityError' ? form.dataset.unable : form.dataset.failed;
      }
    });
  });
})();
