import { ref } from 'vue'

/** What was written, pasted or dropped last: it stays while other screens are looked at. */
export const givenText = ref('')
