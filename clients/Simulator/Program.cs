using System.CommandLine;
using Qianliyan.Simulator.Terminal;

var root = new RootCommand("Simulated HJ 212 devices: an invented city, and load.");
new FleetCommand().AddTo(root);
root.Subcommands.Add(new LoadCommand().Create());
root.Subcommands.Add(new EchoCommand().Create());
// Without a timeout the command line library leaves signals to the runtime, which ends the process on the spot.
var configuration = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) };
return await root.Parse(args).InvokeAsync(configuration);
