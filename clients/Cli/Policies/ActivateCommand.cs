using System.CommandLine;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Policies;

/// <summary><c>qly policy activate</c> and <c>list</c>: puts a policy in force, and shows what was.</summary>
static class ActivateCommand
{
    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string> file = new("file") { Description = PolicyCommand.PolicyText };
        Option<string> author = new("--by") { Description = "Who puts it in force.", Required = true };
        Option<string> reason = new("--reason") { Description = "Why.", Required = true };
        var command = new Command(
            "activate", "Put a policy in force. Every twin is judged by it from its next entry on.")
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
                await Show(session, issue);
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
        session.Terminal.Console.MarkupLineInterpolated($"[dim]SHA-256 {issue.Hash}[/]");
    }
}
