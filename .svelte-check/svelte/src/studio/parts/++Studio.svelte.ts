///<reference types="svelte" />
;
import { onMount } from 'svelte';
import { ruleFor } from '../state/keys.ts';
import { provideStudio } from '../state/studio-context.ts';
import { Studio } from '../state/studio.svelte.ts';
import DownloadDialog from './DownloadDialog.svelte';
import DropVeil from './DropVeil.svelte';
import EmptySleeve from './EmptySleeve.svelte';
import HelpDialog from './HelpDialog.svelte';
import ListeningDeck from './ListeningDeck.svelte';
import Masthead from './Masthead.svelte';
import SongList from './SongList.svelte';
import SongPage from './SongPage.svelte';
import UndoNotice from './UndoNotice.svelte';
function $$render() {

  
  
  
  
  
  
  
  
  
  
  
  
  

  const studio = provideStudio(new Studio());
  const empty = $derived(studio.songs.length === 0);
  const many = $derived(studio.songs.length > 1);

  $effect(() => studio.layOnDeck());

  let focusByKeys = false;
  onMount(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Tab') focusByKeys = true;
      const rule = ruleFor(event, focusByKeys);
      if (!rule) return;
      event.preventDefault();
      rule.run(studio, event);
    };
    const onPointer = (): void => void (focusByKeys = false);
    addEventListener('keydown', onKey);
    addEventListener('pointerdown', onPointer, true);
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener('pointerdown', onPointer, true);
    };
  });
;
async () => {


 { svelteHTML.createElement("svelte:head", {});
   { svelteHTML.createElement("title", {});studio.current ? `${studio.current.title} · Lacquer` : 'Lacquer'; }
 }

 { svelteHTML.createElement("div", { "class":`page`,});
   { const $$_daehtsaM1C = __sveltets_2_ensureComponent(Masthead); new $$_daehtsaM1C({ target: __sveltets_2_any(), props: {}});}
  if(empty){
     { svelteHTML.createElement("main", { "class":`empty`,});
      if(!studio.restoring){ { const $$_eveelSytpmE2C = __sveltets_2_ensureComponent(EmptySleeve); new $$_eveelSytpmE2C({ target: __sveltets_2_any(), props: {}});}}
     }
  }else{
     { svelteHTML.createElement("div", {  "class":`room`,});many;
      if(many){ { const $$_tsiLgnoS2C = __sveltets_2_ensureComponent(SongList); new $$_tsiLgnoS2C({ target: __sveltets_2_any(), props: {}});}}
       { svelteHTML.createElement("main", {});
        if(studio.current){ { const $$_egaPgnoS3C = __sveltets_2_ensureComponent(SongPage); new $$_egaPgnoS3C({ target: __sveltets_2_any(), props: {  "song":studio.current,}});}}
       }
     }
     { const $$_kceDgninetsiL1C = __sveltets_2_ensureComponent(ListeningDeck); new $$_kceDgninetsiL1C({ target: __sveltets_2_any(), props: {}});}
  }
 }
 { const $$_ecitoNodnU0C = __sveltets_2_ensureComponent(UndoNotice); new $$_ecitoNodnU0C({ target: __sveltets_2_any(), props: {}});}
 { const $$_lieVporD0C = __sveltets_2_ensureComponent(DropVeil); new $$_lieVporD0C({ target: __sveltets_2_any(), props: {}});}
 { const $$_golaiDdaolnwoD0C = __sveltets_2_ensureComponent(DownloadDialog); new $$_golaiDdaolnwoD0C({ target: __sveltets_2_any(), props: {}});}
 { const $$_golaiDpleH0C = __sveltets_2_ensureComponent(HelpDialog); new $$_golaiDpleH0C({ target: __sveltets_2_any(), props: {}});}
 { svelteHTML.createElement("p", {     "class":`unseen`,"role":`status`,"aria-live":`polite`,});studio.saying; }


};
return { props: {} as Record<string, never>, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Studio__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Studio__SvelteComponent_ = ReturnType<typeof Studio__SvelteComponent_>;
/*Ωignore_endΩ*/export default Studio__SvelteComponent_;