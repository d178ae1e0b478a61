using Qianliyan.Cli;
using Qianliyan.Cli.Connecting;

return await QlyCommand.Create(Terminal.OfProcess()).Parse(args).InvokeAsync();
