using System.CommandLine;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using TwinName = Qianliyan.Cli.Twins.TwinName;

namespace Qianliyan.Cli.Supervision;

/// <summary><c>qly acknowledge</c>: takes note of a finding or of a twin's level.</summary>
static class AcknowledgeCommand
{
    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string> what = new("what")
        {
            Description = "A twin, whose level is taken note of, such as points/A-31; or the id of a finding.",
        };
        Option<TwinName?> twin = new("--at")
        {
            Description = "The twin that shows the finding, where it is not its own: an enterprise.",
            HelpName = "twin",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (TwinName.TryParse(text, out TwinName name))
                    return name;
                result.AddError(TwinName.Reason(text));
                return null;
            },
        };
        Option<string> author = new("--by")
        {
            Description = "Account that takes note.",
            HelpName = "account",
            Required = true,
        };
        var command = new Command(
            "acknowledge", "Take note (已确认) of a finding or of the level of a twin. The first to take note stands.")
        {
            what, twin, author,
        };
        command.Validators.Add(result =>
        {
            string text = result.GetValue(what) ?? "";
            if (!TwinName.TryParse(TwinOf(text), out _))
                result.AddError($"'{text}' is neither the name of a twin nor the id of a finding.");
            else if (!IsFinding(text) && result.GetResult(twin) is not null)
                result.AddError("--at goes with the id of a finding.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            string text = parsed.GetRequiredValue(what);
            var request = new AcknowledgeRequest
            {
                Name = parsed.GetValue(twin)?.Text ?? TwinOf(text),
                Finding = IsFinding(text) ? text : "",
                Author = parsed.GetRequiredValue(author),
            };
            return Session.Run(
                parsed, options, terminal, (session, token) => Run(session, request, token), cancellationToken);
        });
        return command;
    }

    static async Task<int> Run(Session session, AcknowledgeRequest request, CancellationToken cancellationToken)
    {
        Acknowledgement standing = await session.Supervision.AcknowledgeAsync(
            request, cancellationToken: cancellationToken);
        string what = standing.Finding.Length > 0
            ? standing.Finding
            : $"{request.Name} at level {Words.Of(Words.Levels, standing.Level)}";
        await session.Terminal.Out.WriteLineAsync(session.Json
            ? CliJson.Of(standing)
            : $"{what}: acknowledged by {PlainText.Of(standing.Author)}, {TimeText.Of(standing.AcknowledgeTime)}");
        return ExitCodes.Done;
    }

    static bool IsFinding(string text) => text.Contains(':', StringComparison.Ordinal);

    /// <summary>The id of a finding begins with the name of its twin.</summary>
    static string TwinOf(string text) => text.Split(':')[0];
}
