import { nextTick } from 'vue'

/** Puts the focus on the first field of a form that is marked as wrong, once the marks of a refused attempt are there. */
export async function toFirstFault(form: HTMLElement | null): Promise<void> {
  await nextTick()
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
