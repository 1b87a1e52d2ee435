// Main: puts the studio on the page.
import './look/tokens.css';
import './look/base.css';
import { mount } from 'svelte';
import Studio from './parts/Studio.svelte';

mount(Studio, { target: document.querySelector('#studio')! });
