using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;

namespace Qianliyan.Cli.Replay;

/// <summary><c>qly replay</c>: sends recorded data through the real gateway.</summary>
static class ReplayCommand
{
    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string> set = new("set")
        {
            Description = "Data set: "
                + string.Join("; ", ReplaySet.All.Select(each => $"{each.Name}, {each.Description}")) + ".",
        };
        set.AcceptOnlyFromAmong([.. ReplaySet.All.Select(each => each.Name)]);
        Option<string> data = new("--data")
        {
            Description = "Folder that holds the data sets.",
            HelpName = "folder",
            DefaultValueFactory = _ => Path.Combine("..", "shared", "data"),
        };
        Option<GatewayAddress> gateway = GatewayAddress.Option();
        Option<double> speed = new("--speed")
        {
            Description = "Recorded seconds per real second, pauses cut to an hour; 0 is as fast as answers come.",
            HelpName = "factor",
            DefaultValueFactory = _ => 0,
            CustomParser = ParseSpeed,
        };
        Option<int> limit = WordOption.Count("--limit", "At most so many frames.", int.MaxValue);
        limit.DefaultValueFactory = null;
        Option<bool> noImport = new("--no-import") { Description = "The registry knows the points already." };
        var command = new Command("replay", "Replay recorded data: import its points, then send its frames.")
        {
            set, data, gateway, speed, limit, noImport,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var replay = new ReplayRun(
                ReplaySet.All.Single(each => each.Name == parsed.GetValue(set)),
                parsed.GetRequiredValue(data),
                parsed.GetRequiredValue(gateway),
                parsed.GetValue(speed),
                parsed.GetResult(limit) is null ? int.MaxValue : parsed.GetValue(limit),
                IsImporting: !parsed.GetValue(noImport));
            return Session.Run(parsed, options, terminal, replay.Run, cancellationToken);
        });
        return command;
    }

    static double ParseSpeed(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double speed)
            && speed is >= 0 and < double.PositiveInfinity)
        {
            return speed;
        }

        result.AddError($"--speed is '{text}'; it must be a number from 0.");
        return 0;
    }
}
