using System.CommandLine;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Policies;

/// <summary>
/// <c>qly policy activate</c>, <c>lift</c> and <c>list</c>: puts a policy in force, takes a region's own back, and shows
/// what was.
/// </summary>
static class ActivateCommand
{
    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string> file = new("file") { Description = PolicyCommand.PolicyText };
        Option<string> author = new("--by") { Description = "Who puts it in force.", Required = true };
        Option<string> reason = new("--reason") { Description = "Why.", Required = true };
        var command = new Command(
            "activate",
            "Put a policy in force in the region that it names. Every twin there is judged by it from its next entry on, but for regions within that have their own.")
        {
            file,
            author,
            reason,
        };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                PolicyFiles files = await PolicyFiles.Read(parsed.GetRequiredValue(file), token);
                PolicyIssue issue = await session.Policies.ActivatePolicyAsync(
                    new ActivatePolicyRequest
                    {
                        Policy = files.Policy,
                        Bases = { files.Bases },
                        Author = parsed.GetRequiredValue(author),
                        Reason = parsed.GetRequiredValue(reason),
                    },
                    cancellationToken: token);
                if (!session.Json)
                    PolicyCommand.ShowWarnings(session.Terminal.Console, issue.Warnings);
                await Show(session, issue);
                if (!session.Json)
                    ShowWhatStays(session.Terminal.Console, issue);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    public static Command CreateLift(ServerOptions options, Terminal terminal)
    {
        Argument<string> region = new("region")
        {
            Description = "The region, such as 130109 or regions/130109, or the first two or four digits of its code.",
        };
        Option<string> author = new("--by") { Description = "Who lifts it.", Required = true };
        Option<string> reason = new("--reason") { Description = "Why.", Required = true };
        var command = new Command(
            "lift",
            "Take back a region's own policy. Every twin there is judged by what is in force above it from its next entry on.")
        {
            region,
            author,
            reason,
        };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                LiftPolicyResponse answer = await session.Policies.LiftPolicyAsync(
                    new LiftPolicyRequest
                    {
                        Region = parsed.GetRequiredValue(region),
                        Author = parsed.GetRequiredValue(author),
                        Reason = parsed.GetRequiredValue(reason),
                    },
                    cancellationToken: token);
                if (session.Json)
                {
                    await session.Terminal.Out.WriteLineAsync(CliJson.Of(answer));
                    return ExitCodes.Done;
                }

                await Show(session, answer.Lifted);
                session.Terminal.Console.MarkupLineInterpolated(
                    $"[bold]{answer.InForce.Version}[/] of regions/{answer.InForce.Region} is in force in regions/{answer.Lifted.Region} from now on.");
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    public static Command CreateList(ServerOptions options, Terminal terminal)
    {
        var command = new Command("list", "Every policy that was put in force, newest first.");
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
            {
                ListPoliciesResponse list = await session.Policies.ListPoliciesAsync(
                    new ListPoliciesRequest(), cancellationToken: token);
                foreach (PolicyIssue issue in list.Policies)
                    await Show(session, issue);
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    static async Task Show(Session session, PolicyIssue issue)
    {
        if (session.Json)
        {
            await session.Terminal.Out.WriteLineAsync(CliJson.Of(issue));
            return;
        }

        string standing = issue.InForce ? "in force" : "before";
        session.Terminal.Console.MarkupLineInterpolated(
            $"[bold]{issue.Version}[/] {standing} in regions/{issue.Region} since {TimeText.Of(issue.ActivateTime)}, by {PlainText.Of(issue.Author)}: {PlainText.Of(issue.Reason)}");
        if (issue.Lift is { } lift)
        {
            session.Terminal.Console.MarkupLineInterpolated(
                $"lifted at {TimeText.Of(lift.LiftTime)}, by {PlainText.Of(lift.Author)}: {PlainText.Of(lift.Reason)}");
        }

        session.Terminal.Console.MarkupLineInterpolated($"[dim]SHA-256 {issue.Hash}[/]");
    }

    static void ShowWhatStays(IAnsiConsole console, PolicyIssue issue)
    {
        if (issue.WasInForce)
            console.WriteLine("It was in force already: nothing is recorded, neither who asked now nor why.");
        foreach (RegionPolicy kept in issue.Kept)
        {
            console.MarkupLineInterpolated(
                $"regions/{kept.Region} keeps [bold]{kept.Version}[/] of its own; qly policy lift {kept.Region} takes it back.");
        }
    }
}
