// Small and without dependencies. Everything works without it too.
(function () {
  'use strict';

  const words = JSON.parse(document.body.dataset.words || '{}');
  const tell = (name, values) => (words[name] || '').replace(/%\((\w+)\)s/g, (_, key) => values[key]);

  const toast = document.getElementById('toast');
  let hide;
  function say(told) {
    if (!toast) return;
    toast.textContent = told;
    toast.classList.add('on');
    clearTimeout(hide);
    hide = setTimeout(() => toast.classList.remove('on'), 2500);
  }

  const menus = () => document.querySelectorAll('details.menu[open], details.over[open]');

  document.addEventListener('click', (event) => {
    const copy = event.target.closest('[data-copy]');
    if (copy) navigator.clipboard.writeText(copy.dataset.copy).then(() => say(tell('copied', { what: copy.dataset.copy.slice(0, 80) })));
    if (event.target.closest('[data-help]') && help()) event.preventDefault();
    if (event.target.closest('[data-print]')) window.print();
    menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.querySelectorAll('[data-print]').forEach((button) => { button.hidden = false; });

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      menus().forEach((menu) => { menu.open = false; menu.querySelector('summary').focus(); });
    }
  });

  // Shortcuts. They can be switched off (WCAG 2.1.4), and never act inside a field or a dialog.
  function help() {
    const dialog = document.getElementById('keys-dialog');
    if (dialog && !dialog.open) dialog.showModal(); // Esc closes it, and the focus goes back by itself
    return dialog;
  }

  function save(from) {
    const form = from.closest('form[data-guard]') || document.querySelector('form[data-guard]');
    if (form) form.requestSubmit();
    return form;
  }

  function press(keys) {
    if (keys === '?') return help();
    const found = [...document.querySelectorAll('[data-keys]')]
      .find((one) => one.dataset.keys.split(' ').includes(keys));
    if (!found) return null;
    // A key leads somewhere or puts the focus there; it never sends a form by itself.
    const field = found.matches('input, button') ? found : found.querySelector('textarea');
    if (field) field.focus(); else found.click();
    return found;
  }

  let begun = '', forget;
  function onKey(event) {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const key = event.key.toLowerCase(); // the same with Caps Lock
    const control = event.ctrlKey || event.metaKey;
    if (control && !event.altKey && !event.shiftKey && key === 's') {
      if (save(event.target)) event.preventDefault();
      return;
    }
    const busy = event.target.closest('input, textarea, select, [contenteditable], [role=listbox]') || document.querySelector('dialog[open]');
    if (busy || control || event.altKey || key.length !== 1) return;
    const keys = begun ? begun + '_' + key : key;
    begun = '';
    clearTimeout(forget);
    if (keys === 'g') {
      begun = 'g';
      forget = setTimeout(() => { begun = ''; }, 1500);
    } else if (press(keys)) event.preventDefault();
  }
  if ('shortcuts' in document.body.dataset) document.addEventListener('keydown', onKey);

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
    const typed = box.querySelector('input[type=text]');
    const list = document.createElement('ul');
    let at = -1, timer, asked = 0;

    list.id = typed.id + '-list';
    list.className = 'options';
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', tell('options', {}));
    box.append(list);
    typed.setAttribute('role', 'combobox');
    typed.setAttribute('aria-autocomplete', 'list');
    typed.setAttribute('aria-controls', list.id);

    function open(shown) {
      list.hidden = !shown;
      typed.setAttribute('aria-expanded', String(shown));
      if (!shown) { at = -1; typed.removeAttribute('aria-activedescendant'); }
    }
    open(false);

    function mark(place) {
      const options = list.querySelectorAll('[data-key]');
      if (!options.length) return;
      at = (place + options.length) % options.length;
      options.forEach((option, index) => option.setAttribute('aria-selected', String(index === at)));
      typed.setAttribute('aria-activedescendant', options[at].id);
      options[at].scrollIntoView({ block: 'nearest' });
    }

    function choose(option) {
      key.value = option.dataset.key;
      typed.value = option.textContent;
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
      say(found.length ? tell('found', { count: found.length }) : tell('nothing', {}));
    }

    typed.addEventListener('input', () => {
      key.value = '';
      clearTimeout(timer);
      const term = typed.value.trim();
      if (term.length < 2) { open(false); return; }
      timer = setTimeout(() => {
        const mine = ++asked;
        fetch(box.dataset.combobox + '&query=' + encodeURIComponent(term))
          .then((reply) => reply.ok ? reply.json() : [])
          .then((found) => { if (mine === asked) show(found); });
      }, 150);
    });
    typed.addEventListener('keydown', (event) => {
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
    typed.addEventListener('blur', () => open(false));
  });

  // A draft of what is typed, kept on the server. The form works without; nothing typed is ever replaced.
  document.querySelectorAll('form[data-draft]').forEach((form) => {
    const told = form.querySelector('[data-draft-told]');
    const drop = form.querySelector('[data-draft-drop]');
    const areas = form.querySelectorAll('textarea');
    if (!told || !areas.length) return;
    let timer, asking = false, again = false, stopped = false, beside = false, sending = null;
    const typed = () => JSON.stringify([...areas].map((area) => area.value));

    function clash(answer) {
      stopped = true;
      const others = Object.values(answer.texts).filter(Boolean);
      const box = document.createElement('div');
      box.className = 'notice amber';
      box.setAttribute('role', 'alert');
      const inside = document.createElement('div');
      const line = document.createElement('p');
      line.textContent = tell(answer.version ? 'clash' : 'gone', answer);
      inside.append(line);
      if (others.length) {
        const there = document.createElement('details');
        const summary = document.createElement('summary');
        const text = document.createElement('p');
        summary.textContent = tell('other', {});
        text.className = 'prose';
        text.textContent = others.join('\n\n');
        there.append(summary, text);
        inside.append(there);
      }
      const mine = document.createElement('button');
      mine.type = 'button';
      mine.className = 'btn small';
      mine.textContent = tell('mine', {});
      mine.addEventListener('click', () => { version(answer.version); stopped = false; box.remove(); areas[0].focus(); keep(); });
      inside.append(mine);
      box.append(inside);
      told.textContent = '';
      told.closest('.row').before(box);
    }

    function version(number) {
      form.dataset.version = number;
      form.elements.draft_version.value = number;
      if (drop) drop.hidden = !number;
    }

    async function keep() {
      if (stopped) return;
      if (asking) { again = true; return; }
      asking = true;
      const before = typed();
      const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, draft_version: form.dataset.version });
      areas.forEach((area) => body.set(area.name, area.value));
      try {
        const reply = await fetch(form.dataset.draft, { method: 'POST', body, redirect: 'manual' });
        const json = (reply.headers.get('content-type') || '').startsWith('application/json');
        const answer = json ? await reply.json() : {};
        if (reply.ok && json) {
          version(answer.version);
          told.textContent = tell('kept', answer);
          if (typed() === before && !beside) dirty = false;
        } else if (reply.status === 409 && json) clash(answer);
        else told.textContent = answer.problem || tell(reply.type === 'opaqueredirect' ? 'signed_out' : 'lost', {});
      } catch {
        told.textContent = tell('lost', {});
      }
      asking = false;
      if (sending) form.requestSubmit(sending);
      else if (again) { again = false; keep(); }
    }

    form.addEventListener('input', (event) => {
      if (!event.target.matches('textarea')) { beside = true; return; }
      clearTimeout(timer);
      timer = setTimeout(keep, 1500);
    });
    // What is being kept at this moment arrives first, or it would be a draft of what is saved.
    form.addEventListener('submit', (event) => {
      clearTimeout(timer);
      if (asking) { event.preventDefault(); sending = event.submitter; } else stopped = true;
    });
  });
  // What differs from how it is now, is outlined while choosing.
  document.querySelectorAll('select[data-was]').forEach((box) => {
    box.addEventListener('change', () => box.closest('.grant').classList.toggle('changed', box.value !== box.dataset.was));
  });

  // Every row of the page at once, and how many are ticked.
  document.querySelectorAll('form.ticked').forEach((form) => {
    const rows = [...form.querySelectorAll('input[name=files]')];
    const head = form.querySelector('th.tick');
    const all = document.createElement('input');
    all.type = 'checkbox';
    all.setAttribute('aria-label', head.textContent.trim() + ': ' + form.dataset.all);
    const label = document.createElement('label');
    label.append(all);
    head.replaceChildren(label);
    all.addEventListener('change', () => {
      rows.forEach((row) => { row.checked = all.checked; });
      say(form.dataset.ticked.replace('#', all.checked ? rows.length : 0));
    });
    form.addEventListener('change', () => {
      const ticked = rows.filter((row) => row.checked).length;
      all.checked = ticked === rows.length;
      all.indeterminate = ticked > 0 && ticked < rows.length;
    });
  });
})();

// Dashboard: a bar opens the list that its number in the table below opens.
(() => {
  document.addEventListener('click', (event) => {
    const bar = event.target.closest && event.target.closest('.chart [data-url]');
    if (bar) window.location.assign(bar.dataset.url);
  });
})();
