using System.CommandLine;
using Qianliyan.Silo;
using Qianliyan.Silo.Restoring;

// The host ends on SIGTERM and SIGINT by itself, and takes the time it needs.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null };
return await SiloCommand.Create(SiloHost.Run, RestoreHost.Run).Parse(args).InvokeAsync(invocation);
