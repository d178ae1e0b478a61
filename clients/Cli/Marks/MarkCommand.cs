using System.CommandLine;
using Qianliyan.Cli.Connecting;

namespace Qianliyan.Cli.Marks;

/// <summary><c>qly mark</c>: marks of furnaces and points, as the enterprise or the bureau makes them.</summary>
static class MarkCommand
{
    public static Command Create(ServerOptions options, Terminal terminal) =>
        new("mark", "Make, edit, delete and list marks (标记): conditions of a furnace, states of the monitoring.")
        {
            CreateMarkCommand.Create(options, terminal),
            EditMarkCommand.Create(options, terminal),
            DeleteMarkCommand.Create(options, terminal),
            ListMarksCommand.Create(options, terminal),
            ListMarksCommand.CreateGet(options, terminal),
        };
}
