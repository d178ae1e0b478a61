using System.CommandLine;
using Qianliyan.Cli;
using Qianliyan.Cli.Connecting;

// Without a timeout an interrupt kills the process at once: watch would leave its screen as it is, a replay would not
// say how far it came.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(5) };
return await QlyCommand.Run(Terminal.OfProcess(), args, invocation, CancellationToken.None);
