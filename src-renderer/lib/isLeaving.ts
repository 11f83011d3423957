/** Whether a `dragleave` leaves the element that listens, rather than moving on to one inside it. */
export const isLeaving = ({ currentTarget, relatedTarget }: DragEvent): boolean =>
  !(currentTarget instanceof Node && relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
