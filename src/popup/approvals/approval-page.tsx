/** What is asked, and by whom. */
export const ApprovalPage = () => null
