using System.CommandLine;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;

namespace Qianliyan.Cli.Marks;

/// <summary><c>qly mark edit</c>: changes what is said and leaves the rest of the mark as it is.</summary>
static class EditMarkCommand
{
    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string> name = MarkOptions.Mark();
        Option<MarkCode> code = MarkOptions.Code();
        Option<string> factor = MarkOptions.Factor();
        factor.Description = "Pollutant that a mark of the monitoring is about; '' for all of them.";
        Option<DateTimeOffset?> from = MarkOptions.From();
        Option<DateTimeOffset?> to = MarkOptions.To();
        Option<bool> openEnded = MarkOptions.OpenEnded("Take its end away.");
        Option<MarkSource> source = MarkOptions.Source();
        Option<string> author = MarkOptions.By();
        Option<string> reason = MarkOptions.Reason();
        Option<int> revision = MarkOptions.Revision();
        var sample = new SampleOptions();
        var command = new Command(
            "edit", "Make a new version of a mark with other values; what is not said stays as it is.")
        {
            name, code, factor, from, to, openEnded, source, author, reason, revision,
        };
        sample.AddTo(command);
        command.Validators.Add(result =>
        {
            MarkOptions.CheckEnd(result, from, to, openEnded);
            bool isSaid = new Option[] { code, factor, from, to, openEnded }.Any(
                option => result.GetResult(option) is not null);
            if (!isSaid && !sample.IsSaid(result))
            {
                result.AddError(
                    "Nothing to edit: say one of --code, --factor, --from, --to, --open-ended, --sample, --converted, "
                    + "--purpose, --method.");
            }
        });
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                Mark mark = await session.Marks.GetMarkAsync(
                    new GetMarkRequest { Name = parsed.GetRequiredValue(name) }, cancellationToken: token);
                if (parsed.GetValue(code) is var says and not MarkCode.Unspecified)
                {
                    mark.Code = says;
                    mark.Sample = says == MarkCode.ManualMonitoring ? mark.Sample : null;
                }

                mark.Factor = parsed.GetValue(factor) ?? mark.Factor;
                mark.StartTime = TimeText.Seconds(parsed.GetValue(from)) ?? mark.StartTime;
                mark.EndTime = parsed.GetValue(openEnded)
                    ? null
                    : TimeText.Seconds(parsed.GetValue(to)) ?? mark.EndTime;
                mark.Sample = sample.Over(parsed, mark.Sample);
                mark.Source = MarkOptions.SourceOf(parsed, source);
                mark.Author = parsed.GetRequiredValue(author);
                mark.Reason = parsed.GetRequiredValue(reason);
                if (parsed.GetValue(revision) is var meant and > 0)
                    mark.Revision = meant;
                Mark edited = await session.Marks.UpdateMarkAsync(
                    new UpdateMarkRequest { Mark = mark }, cancellationToken: token);
                await MarkText.Show(session, edited);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }
}
