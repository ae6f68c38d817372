/**
 * The script of the saved page, as old phones run it. What was pressed is kept by the browser and, where it keeps
 * nothing for files, in the page's own address, which survives a reload.
 */
export const script = `
'use strict';
(function () {
  var content = JSON.parse(document.getElementById('content').textContent);
  var words = content.words;
  var key = 'maji-site-visit-' + content.visit;
  var state = { maji: 'site-visit/1', visit: content.visit, steps: {}, late: '' };

  function read(text) {
    try {
      var kept = JSON.parse(text);
      if (kept && kept.visit === content.visit && kept.steps) state = kept;
    } catch (nothing) { return; }
  }
  function load() {
    read(decodeURIComponent(location.hash.slice(1)));
    try { read(localStorage.getItem(key)); } catch (refused) { return; }
  }
  function keep() {
    var text = JSON.stringify(state);
    try { localStorage.setItem(key, text); } catch (refused) { /* The address keeps it. */ }
    try { history.replaceState(null, '', '#' + encodeURIComponent(text)); } catch (refused) { /* The browser keeps it. */ }
  }
  function code() {
    var bytes = new TextEncoder().encode(JSON.stringify(state));
    var letters = '';
    for (var i = 0; i < bytes.length; i++) letters += String.fromCharCode(bytes[i]);
    return content.mark + btoa(letters).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
  }
  function time(at) {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone: words.zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23'
    }).format(new Date(at));
  }
  function make(tag, text, name) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  }
  function button(text, press, name) {
    var element = make('button', text, name);
    element.type = 'button';
    element.addEventListener('click', press);
    return element;
  }
  function fact(list, label, value) {
    if (!value) return;
    list.appendChild(make('dt', label));
    list.appendChild(make('dd', value));
  }
  function changed() { keep(); draw(); }

  function stepItem(step) {
    var item = make('li');
    item.dataset.step = step.id;
    var head = make('p');
    head.appendChild(make('b', step.label));
    head.appendChild(make('span', ' ' + step.clause, 'quiet'));
    item.appendChild(head);
    if (step.say) item.appendChild(make('p', step.say, 'say'));
    if (step.hint) item.appendChild(make('p', step.hint, 'quiet'));
    var at = state.steps[step.id];
    if (at) {
      var row = make('div', '', 'row');
      row.appendChild(make('span', time(at), 'time'));
      row.appendChild(button(words.undo, function () { delete state.steps[step.id]; changed(); }));
      item.appendChild(row);
    } else {
      item.appendChild(button(words.tick, function () {
        state.steps[step.id] = new Date().toISOString();
        changed();
      }, 'main'));
    }
    return item;
  }

  function result(page) {
    page.appendChild(make('h2', words.result));
    if (Object.keys(state.steps).length === 0) {
      page.appendChild(make('p', words.noneYet, 'quiet'));
      return;
    }
    page.appendChild(make('p', words.resultHint, 'quiet'));
    var row = make('div', '', 'row');
    row.appendChild(button(words.save, function () {
      var link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([JSON.stringify(state)], { type: 'application/json' }));
      link.download = 'maji-' + content.visit.slice(-6) + '.json';
      link.click();
    }));
    var shown = make('textarea');
    shown.id = 'code';
    shown.readOnly = true;
    shown.value = code();
    shown.setAttribute('aria-label', words.copy);
    row.appendChild(button(words.copy, function () {
      shown.focus();
      shown.select();
      var said = function () { row.appendChild(make('span', words.copied, 'quiet')); };
      if (navigator.clipboard) navigator.clipboard.writeText(shown.value).then(said, function () { document.execCommand('copy'); said(); });
      else { document.execCommand('copy'); said(); }
    }));
    if (navigator.share) row.appendChild(button(words.share, function () {
      navigator.share({ text: code() }).catch(function () { /* He chose not to. */ });
    }));
    page.appendChild(row);
    page.appendChild(shown);
    page.appendChild(make('p', words.privacy, 'quiet'));
    page.appendChild(button(words.clear, function () {
      if (!confirm(words.clearSure)) return;
      state = { maji: 'site-visit/1', visit: content.visit, steps: {}, late: '' };
      changed();
    }));
  }

  function draw() {
    var page = document.getElementById('page');
    page.textContent = '';
    page.appendChild(make('p', content.house + ' · ' + content.channel, 'quiet'));
    page.appendChild(make('h1', content.name));
    var facts = make('dl');
    fact(facts, words.labels.agreed, words.agreed);
    fact(facts, words.labels.phone, content.phone);
    fact(facts, words.labels.address, content.address);
    fact(facts, words.labels.purpose, content.purpose);
    page.appendChild(facts);
    var call = make('a', words.call, 'button');
    call.href = 'tel:' + content.phone.replace(/#.*$/, '').replace(/[^\\d+]/g, '');
    page.appendChild(call);
    page.appendChild(make('p', words.offline, 'quiet'));
    var list = make('ol');
    content.steps.forEach(function (step) { list.appendChild(stepItem(step)); });
    page.appendChild(list);
    var label = make('label', words.late);
    label.htmlFor = 'late';
    page.appendChild(label);
    var late = make('textarea');
    late.id = 'late';
    late.maxLength = 300;
    late.value = state.late;
    late.addEventListener('input', function () {
      state.late = late.value;
      keep();
      var shown = document.getElementById('code');
      if (shown) shown.value = code();
    });
    page.appendChild(late);
    result(page);
  }

  load();
  draw();
})();
`;
