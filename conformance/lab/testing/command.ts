import { Supervisor } from '../run/supervisor.ts';

/**
 * A command that starts two processes and stops one of them, tells their numbers and that of its supervisor's program,
 * and never ends by itself.
 */
const [program, parent] = process.argv.slice(2);
const supervisor = await Supervisor.start(program, parent);
const running = supervisor.spawn('sleep', ['100']);
const stopped = supervisor.spawn('sleep', ['100']);
stopped.kill('SIGSTOP');
console.log(running.pid, stopped.pid, supervisor.pid);
setInterval(() => {}, 1000);
