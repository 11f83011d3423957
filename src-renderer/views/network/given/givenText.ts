import { ref } from 'vue'

/** What was written, pasted or dropped last: it stays while other screens are looked at. */
export const givenText = ref('')
/** What the file is called that it came from, without its ending; empty: it came from none. */
export const givenFile = ref('')
