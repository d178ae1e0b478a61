using System.CommandLine;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Policies;

/// <summary><c>qly policy</c>: checks policy files and compares them; the server reads them as a silo does.</summary>
static class PolicyCommand
{
    public const string PolicyText = "A policy file (YAML), or 'national' for the shipped policy.";

    public static Command Create(ServerOptions options, Terminal terminal) =>
        new("policy", "Check and compare policy files, try them on history, put them in force, lift them.")
        {
            CreateCheck(options, terminal),
            CreateDiff(options, terminal),
            DryRunCommand.Create(options, terminal),
            ActivateCommand.Create(options, terminal),
            ActivateCommand.CreateLift(options, terminal),
            ActivateCommand.CreateList(options, terminal),
        };

    static Command CreateCheck(ServerOptions options, Terminal terminal)
    {
        Argument<string> file = new("file") { Description = PolicyText };
        var command = new Command(
            "check",
            "Say everything that is wrong with a policy, and warn of what is seldom meant. "
            + "Exit code 2 when it has faults.")
        {
            file,
        };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) =>
                await Check(session, await PolicyFiles.Read(parsed.GetRequiredValue(file), token), token)
                    ? ExitCodes.Done
                    : ExitCodes.Refused,
            cancellationToken));
        return command;
    }

    static Command CreateDiff(ServerOptions options, Terminal terminal)
    {
        Argument<string> before = new("before") { Description = PolicyText };
        Argument<string> after = new("after") { Description = PolicyText };
        var command = new Command(
            "diff", "Show in what two policies differ. Exit code 2 when one of them has faults.") { before, after };
        command.SetAction((parsed, cancellationToken) => Session.Run(
            parsed,
            options,
            terminal,
            async (session, token) => await Diff(
                session,
                await PolicyFiles.Read(parsed.GetRequiredValue(before), token),
                await PolicyFiles.Read(parsed.GetRequiredValue(after), token),
                token),
            cancellationToken));
        return command;
    }

    /// <returns>Whether it has no faults.</returns>
    static async Task<bool> Check(Session session, PolicyFiles files, CancellationToken cancellationToken)
    {
        CheckPolicyResponse answer = await Ask(session, files, cancellationToken);
        if (session.Json)
        {
            await session.Terminal.Out.WriteLineAsync(CliJson.Of(answer));
        }
        else if (answer.Faults.Count > 0)
        {
            Show(session.Terminal.Console, answer);
        }
        else
        {
            ShowWarnings(session.Terminal.Console, answer.Warnings);
            string region = answer.Region.Length > 0 ? $" for region {answer.Region}" : "";
            session.Terminal.Console.WriteLine($"{files.Policy.Name}: policy {answer.Version}{region}, no faults.");
        }

        return answer.Faults.Count == 0;
    }

    static async Task<int> Diff(
        Session session, PolicyFiles before, PolicyFiles after, CancellationToken cancellationToken)
    {
        bool isSound = true;
        foreach (PolicyFiles files in new[] { before, after })
        {
            CheckPolicyResponse answer = await Ask(session, files, cancellationToken);
            isSound &= answer.Faults.Count == 0;
            if (answer.Faults.Count > 0 && session.Json)
                await session.Terminal.Out.WriteLineAsync(CliJson.Of(answer));
            else if (answer.Faults.Count > 0)
                Show(session.Terminal.Console, answer);
        }

        if (!isSound)
            return ExitCodes.Refused;
        DiffPoliciesResponse difference = await session.Policies.DiffPoliciesAsync(
            new DiffPoliciesRequest
            {
                Before = before.Policy,
                After = after.Policy,
                Bases = { before.Bases.Concat(after.Bases).DistinctBy(source => source.Name) },
            },
            cancellationToken: cancellationToken);
        if (session.Json)
        {
            foreach (PolicyChange change in difference.Changes)
                await session.Terminal.Out.WriteLineAsync(CliJson.Of(change));
        }
        else
        {
            Show(session.Terminal.Console, difference);
        }

        return ExitCodes.Done;
    }

    static async Task<CheckPolicyResponse> Ask(
        Session session, PolicyFiles files, CancellationToken cancellationToken) =>
        await session.Policies.CheckPolicyAsync(
            new CheckPolicyRequest { Policy = files.Policy, Bases = { files.Bases } },
            cancellationToken: cancellationToken);

    static void Show(IAnsiConsole console, CheckPolicyResponse answer)
    {
        foreach (PolicyFault fault in answer.Faults)
            console.MarkupLineInterpolated($"[red]error[/] {WordsOf(fault)}");
    }

    internal static void ShowWarnings(IAnsiConsole console, IEnumerable<PolicyFault> warnings)
    {
        foreach (PolicyFault warning in warnings)
            console.MarkupLineInterpolated($"[yellow]warning[/] {WordsOf(warning)}");
    }

    static string WordsOf(PolicyFault fault)
    {
        string path = fault.Path.Length > 0 ? $", {fault.Path}" : "";
        string value = fault.Value.Length > 0 ? $" '{fault.Value}'" : "";
        return $"{fault.File} line {fault.Line}{path}:{value} {fault.Reason}";
    }

    static void Show(IAnsiConsole console, DiffPoliciesResponse difference)
    {
        foreach (PolicyChange change in difference.Changes)
        {
            string clause = change.Clause.Length > 0 ? $"   # {change.Clause}" : "";
            string values = !change.HasBefore ? $"+ {change.After}"
                : !change.HasAfter ? $"- {change.Before}"
                : $"{change.Before} -> {change.After}";
            console.MarkupLineInterpolated($"[bold]{change.Path}[/]: {values}[dim]{clause}[/]");
        }

        console.WriteLine(
            $"{difference.BeforeVersion} to {difference.AfterVersion}: "
            + $"{CountText.Of(difference.Changes.Count, "difference")}.");
    }
}
