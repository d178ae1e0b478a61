using System.CommandLine;
using Qianliyan.Simulator.Terminal;

var root = new RootCommand("Simulated HJ 212 devices: an invented city, and load.");
new FleetCommand().AddTo(root);
root.Subcommands.Add(new LoadCommand().Create());
root.Subcommands.Add(new EchoCommand().Create());
return await root.Parse(args).InvokeAsync();
