/**
 * A process that was killed cannot tell its children; the pipe to their input closes all the same.
 */
export function endWithInput(): void {
  process.stdin.on('end', stop).on('error', stop).resume()
  // The pipe alone shall not keep a process alive that is done.
  if ('unref' in process.stdin) process.stdin.unref()
}

function stop(): void {
  process.kill(process.pid, 'SIGTERM')
}
