/** Puts in place what changed, and keeps times and copying alive. All else works without it. */
export const script = `
const source = new EventSource('/events')
source.addEventListener('part', ({ data }) => {
  const { id, html } = JSON.parse(data)
  const part = document.getElementById(id)
  if (!part) return
  const focused = part.contains(document.activeElement) ? document.activeElement.id : ''
  part.innerHTML = html
  if (focused) document.getElementById(focused)?.focus()
  tick()
})
source.onopen = () => delete document.body.dataset.lost
source.onerror = () => { document.body.dataset.lost = '' }

const words = (seconds) =>
  seconds < 2 ? 'now' : seconds < 90 ? Math.round(seconds) + ' s ago'
  : seconds < 5400 ? Math.round(seconds / 60) + ' min ago' : Math.round(seconds / 3600) + ' h ago'
const tick = () => {
  for (const time of document.querySelectorAll('time[data-at]')) {
    time.textContent = words((Date.now() - Number(time.dataset.at)) / 1000)
  }
}
setInterval(tick, 1000)
tick()

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('button.copy')
  if (!button) return
  await navigator.clipboard?.writeText(button.dataset.copy)
  button.dataset.done = ''
  setTimeout(() => delete button.dataset.done, 1200)
})
`
