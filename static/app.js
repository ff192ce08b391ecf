// Small and without dependencies. Everything works without it too.
(function () {
  'use strict';

  const toast = document.getElementById('toast');
  let hide;
  function say(words) {
    if (!toast) return;
    toast.textContent = words;
    toast.classList.add('on');
    clearTimeout(hide);
    hide = setTimeout(() => toast.classList.remove('on'), 2500);
  }

  const menus = () => document.querySelectorAll('details.menu[open]');

  document.addEventListener('click', (event) => {
    const copy = event.target.closest('[data-copy]');
    if (copy) navigator.clipboard.writeText(copy.dataset.copy).then(() => say('Gekopieerd: ' + copy.dataset.copy.slice(0, 80)));
    menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      menus().forEach((menu) => { menu.open = false; menu.querySelector('summary').focus(); });
    }
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if ((event.ctrlKey || event.metaKey) && event.key === 's') {
      const form = typing && typing.closest('form[data-guard]') || document.querySelector('form[data-guard]');
      if (form) { event.preventDefault(); form.requestSubmit(); }
    }
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const search = document.getElementById('search');
      if (search) { event.preventDefault(); search.focus(); }
    }
  });

  // Warn before changes that were not saved are lost.
  let dirty = false;
  document.querySelectorAll('form[data-guard]').forEach((form) => {
    form.addEventListener('input', () => { dirty = true; });
    form.addEventListener('submit', () => { dirty = false; });
  });
  window.addEventListener('beforeunload', (event) => { if (dirty) event.preventDefault(); });

  // Combobox (ARIA 1.2, list autocomplete): type two letters, choose with the arrows and Enter.
  document.querySelectorAll('[data-combobox]').forEach((box) => {
    const key = box.querySelector('input[type=hidden]');
    const words = box.querySelector('input[type=text]');
    const list = document.createElement('ul');
    let at = -1, timer, asked = 0;

    list.id = words.id + '-list';
    list.className = 'options';
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Gevonden');
    box.append(list);
    words.setAttribute('role', 'combobox');
    words.setAttribute('aria-autocomplete', 'list');
    words.setAttribute('aria-controls', list.id);

    function open(shown) {
      list.hidden = !shown;
      words.setAttribute('aria-expanded', String(shown));
      if (!shown) { at = -1; words.removeAttribute('aria-activedescendant'); }
    }
    open(false);

    function mark(place) {
      const options = list.querySelectorAll('[data-key]');
      if (!options.length) return;
      at = (place + options.length) % options.length;
      options.forEach((option, index) => option.setAttribute('aria-selected', String(index === at)));
      words.setAttribute('aria-activedescendant', options[at].id);
      options[at].scrollIntoView({ block: 'nearest' });
    }

    function choose(option) {
      key.value = option.dataset.key;
      words.value = option.textContent;
      key.dispatchEvent(new Event('change', { bubbles: true }));
      open(false);
    }

    function show(found) {
      list.replaceChildren(...found.map(([id, name], index) => {
        const option = document.createElement('li');
        option.id = list.id + '-' + index;
        option.dataset.key = id;
        option.textContent = name;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        return option;
      }));
      open(found.length > 0);
      say(found.length ? found.length + ' gevonden' : 'Niets gevonden');
    }

    words.addEventListener('input', () => {
      key.value = '';
      clearTimeout(timer);
      const term = words.value.trim();
      if (term.length < 2) { open(false); return; }
      timer = setTimeout(() => {
        const mine = ++asked;
        fetch(box.dataset.combobox + '&query=' + encodeURIComponent(term))
          .then((reply) => reply.ok ? reply.json() : [])
          .then((found) => { if (mine === asked) show(found); });
      }, 150);
    });
    words.addEventListener('keydown', (event) => {
      if (list.hidden) return;
      if (event.key === 'ArrowDown') mark(at + 1);
      else if (event.key === 'ArrowUp') mark(at - 1);
      else if (event.key === 'Enter' && at >= 0) choose(list.querySelectorAll('[data-key]')[at]);
      else if (event.key === 'Escape') open(false);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    // Before blur, or the list is gone before the click arrives.
    list.addEventListener('mousedown', (event) => {
      event.preventDefault();
      const option = event.target.closest('[data-key]');
      if (option) choose(option);
    });
    words.addEventListener('blur', () => open(false));
  });
  // What differs from how it is now, is outlined while choosing.
  document.querySelectorAll('select[data-was]').forEach((box) => {
    box.addEventListener('change', () => box.closest('.right').classList.toggle('changed', box.value !== box.dataset.was));
  });
})();

// Dashboard: a bar opens the list that its number in the table below opens.
(() => {
  document.addEventListener('click', (event) => {
    const bar = event.target.closest && event.target.closest('.chart [data-url]');
    if (bar) window.location.assign(bar.dataset.url);
  });
})();
