// Player script: what the listening copy does in the browser: plain script within the page, no network, no library.

/**
 * Reads the disc from the JSON in `#disc` (`{ tracks: [{ number, pauseS, startS, endS }], lengthS }`, seconds of the sound) and
 * the sound from the base64 parts in `.sound-part`.
 */
export const PLAYER_SCRIPT = `
'use strict';
(() => {
  const disc = JSON.parse(document.getElementById('disc').textContent);
  const audio = document.getElementById('audio');
  const find = (id) => document.getElementById(id);
  const rows = [...document.querySelectorAll('.tracks li')];
  const bytes = [];
  for (const part of document.querySelectorAll('.sound-part')) {
    const text = atob(part.textContent);
    const piece = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) piece[i] = text.charCodeAt(i);
    bytes.push(piece);
    part.remove();
  }
  audio.src = URL.createObjectURL(new Blob(bytes, { type: disc.mime }));
  bytes.length = 0;

  const two = (n) => String(n).padStart(2, '0');
  const clock = (s) => Math.floor(s / 60) + ':' + two(Math.floor(s % 60));
  const first = disc.tracks[0];
  let wanted = first.startS;
  const at = () => (audio.readyState > 0 && wanted === null ? audio.currentTime : (wanted ?? audio.currentTime));
  const seek = (s) => {
    wanted = Math.min(Math.max(0, s), disc.lengthS - 0.05);
    if (audio.readyState > 0) { audio.currentTime = wanted; wanted = null; }
    show();
  };
  audio.addEventListener('loadedmetadata', () => { if (wanted !== null) { audio.currentTime = wanted; wanted = null; } show(); });
  audio.addEventListener('error', () => { find('trouble').hidden = false; });

  const trackAt = (s) => {
    let found = 0;
    disc.tracks.forEach((track, i) => { if (s + 0.001 >= (track.pauseS ?? track.startS)) found = i; });
    return found;
  };
  function show() {
    const s = at();
    const i = trackAt(s);
    const track = disc.tracks[i];
    const inPause = s + 0.001 < track.startS;
    const face = find('clock');
    face.textContent = inPause ? '\\u2212' + clock(Math.ceil(track.startS - s)) : clock(s - track.startS);
    face.classList.toggle('pause', inPause);
    find('now').textContent = rows[i].dataset.number + '  ' + (inPause ? 'pause before ' : '') + rows[i].dataset.name;
    find('whole').textContent = clock(Math.max(0, s - first.startS)) + ' of ' + clock(disc.lengthS - first.startS);
    const share = s / disc.lengthS;
    find('gone').setAttribute('width', String(1000 * share));
    const bar = find('bar');
    bar.value = String(s);
    bar.setAttribute('aria-valuetext', 'track ' + track.number + ', ' + face.textContent);
    rows.forEach((row, n) => { if (n === i) row.setAttribute('aria-current', 'true'); else row.removeAttribute('aria-current'); });
    const play = find('play');
    play.textContent = audio.paused ? 'Play' : 'Pause';
  }
  const play = () => { const began = audio.play(); if (began) began.catch(() => {}); };
  const toggle = () => { if (audio.paused) play(); else audio.pause(); };
  const goTo = (i) => { seek(disc.tracks[Math.min(Math.max(0, i), disc.tracks.length - 1)].startS); };
  const back = () => {
    const i = trackAt(at());
    goTo(at() - disc.tracks[i].startS > 2 ? i : i - 1);
  };

  let seams = false;
  const LEAD_S = 8;
  const setSeams = (on) => { seams = on; find('seams').setAttribute('aria-pressed', String(on)); };
  /** With seams alone: from eight seconds after a start to eight before the next one. */
  function leap() {
    if (!seams || audio.paused) return;
    const s = at();
    const i = trackAt(s);
    const next = disc.tracks[i + 1];
    if (next === undefined) { if (s > disc.tracks[i].startS + LEAD_S) { audio.pause(); setSeams(false); } return; }
    const from = (next.pauseS ?? next.startS) - LEAD_S;
    if (s > disc.tracks[i].startS + LEAD_S && s < from - 0.5) seek(from);
  }

  for (const name of ['timeupdate', 'play', 'pause', 'seeked', 'ended']) audio.addEventListener(name, show);
  audio.addEventListener('timeupdate', leap);
  const tick = () => { if (!audio.paused) show(); requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  find('play').addEventListener('click', toggle);
  find('back').addEventListener('click', back);
  find('next').addEventListener('click', () => goTo(trackAt(at()) + 1));
  find('seams').addEventListener('click', () => {
    setSeams(!seams);
    if (seams && audio.paused) { const next = disc.tracks[trackAt(at()) + 1]; if (next) seek((next.pauseS ?? next.startS) - LEAD_S); play(); }
  });
  find('bar').addEventListener('input', (event) => { setSeams(false); seek(Number(event.target.value)); });
  find('volume').addEventListener('input', (event) => { audio.volume = Number(event.target.value); });
  rows.forEach((row, i) => {
    row.querySelector('.track').addEventListener('click', () => { setSeams(false); goTo(i); play(); });
    const seam = row.querySelector('.seam');
    if (seam) seam.addEventListener('click', () => { setSeams(false); const next = disc.tracks[i + 1]; seek((next.pauseS ?? next.startS) - LEAD_S); play(); });
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inControl = event.target instanceof HTMLInputElement;
    const onButton = event.target instanceof HTMLButtonElement;
    if (event.key === ' ' && !onButton) { event.preventDefault(); toggle(); }
    else if (inControl) return;
    else if (event.key === 'ArrowRight') seek(at() + 5);
    else if (event.key === 'ArrowLeft') seek(at() - 5);
    else if (event.key === 'n') goTo(trackAt(at()) + 1);
    else if (event.key === 'p') back();
  });
  show();
})();
`.trim();
