using System.CommandLine;
using Qianliyan.Benchmarks;

// Ctrl-C and SIGTERM cancel; what runs ends its children and then itself.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
return await BenchmarkCommand.Create().Parse(args).InvokeAsync(invocation);
