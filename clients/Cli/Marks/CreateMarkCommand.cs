using System.CommandLine;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using TwinName = Qianliyan.Cli.Twins.TwinName;

namespace Qianliyan.Cli.Marks;

/// <summary><c>qly mark create</c>.</summary>
static class CreateMarkCommand
{
    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<TwinName> twin = TwinName.Argument("The twin that the mark hangs on, such as incinerators/P-1.");
        Option<MarkCode> code = MarkOptions.Code();
        code.Required = true;
        Option<string> factor = MarkOptions.Factor();
        Option<DateTimeOffset?> from = MarkOptions.From();
        from.Required = true;
        Option<DateTimeOffset?> to = MarkOptions.To();
        Option<bool> openEnded = MarkOptions.OpenEnded("It still holds; the same as no --to.");
        Option<MarkSource> source = MarkOptions.Source();
        Option<string> author = MarkOptions.By();
        Option<string> reason = MarkOptions.Reason();
        var sample = new SampleOptions();
        Option<string> id = new("--id") { Description = "Last part of the name; made by the server when absent." };
        var command = new Command("create", "Make a mark.")
        {
            twin, code, factor, from, to, openEnded, source, author, reason, id,
        };
        sample.AddTo(command);
        command.Validators.Add(result =>
        {
            MarkOptions.CheckEnd(result, from, to, openEnded);
            sample.CheckWhole(result);
        });
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                Mark made = await session.Marks.CreateMarkAsync(
                    new CreateMarkRequest
                    {
                        Parent = parsed.GetRequiredValue(twin).Text,
                        MarkId = parsed.GetValue(id) ?? "",
                        Mark = new Mark
                        {
                            Code = parsed.GetValue(code),
                            Factor = parsed.GetValue(factor) ?? "",
                            StartTime = TimeText.Seconds(parsed.GetValue(from)),
                            EndTime = TimeText.Seconds(parsed.GetValue(to)),
                            Source = MarkOptions.SourceOf(parsed, source),
                            Author = parsed.GetRequiredValue(author),
                            Reason = parsed.GetRequiredValue(reason),
                            Sample = sample.Over(parsed, former: null),
                        },
                    },
                    cancellationToken: token);
                await MarkText.Show(session, made);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }
}
