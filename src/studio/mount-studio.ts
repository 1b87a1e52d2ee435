// Mount studio: puts the studio on the page, then hands what was loaded over to the service worker.
import './look/tokens.css';
import './look/base.css';
import './look/controls.css';
import { mount } from 'svelte';
import { keepForOffline } from './offline/register.ts';
import Studio from './parts/Studio.svelte';

mount(Studio, { target: document.querySelector('#studio')! });
addEventListener('load', () => void keepForOffline(), { once: true });
