///<reference types="svelte" />
;function $$render() {

;
async () => {


 { svelteHTML.createElement("h1", {});  }
};
return { props: {} as Record<string, never>, exports: {}, bindings: "", slots: {}, events: {} }}
const Studio__SvelteComponent_ = __sveltets_2_isomorphic_component(__sveltets_2_with_any_event($$render()));
/*Ωignore_startΩ*/type Studio__SvelteComponent_ = InstanceType<typeof Studio__SvelteComponent_>;
/*Ωignore_endΩ*/export default Studio__SvelteComponent_;