using System.CommandLine;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;

namespace Qianliyan.Cli.Registry;

/// <summary><c>qly import</c>: brings a registry file to the server, which checks and applies it.</summary>
static class ImportCommand
{
    static readonly Dictionary<string, RegistryFileKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["points"] = RegistryFileKind.Points,
        ["limits"] = RegistryFileKind.Limits,
        ["enterprises"] = RegistryFileKind.Enterprises,
        ["incinerators"] = RegistryFileKind.Incinerators,
        ["cells"] = RegistryFileKind.Cells,
        ["regions"] = RegistryFileKind.Regions,
    };

    static readonly Dictionary<string, Datum> Datums = new(StringComparer.OrdinalIgnoreCase)
    {
        ["wgs84"] = Datum.Wgs84,
        ["gcj02"] = Datum.Gcj02,
    };

    public static Command Create(ServerOptions options, Terminal terminal)
    {
        Argument<string> path = new("file") { Description = "CSV with a header line (UTF-8), or GeoJSON." };
        Option<RegistryFileKind> kind = WordOption.Create("--kind", "What its rows are about", Kinds);
        kind.Required = true;
        Option<string?> limits = new("--limits")
        {
            Description = "With --kind points: file of the points' limits; they belong to one import.",
            HelpName = "file",
        };
        Option<Datum> datum = WordOption.Create("--datum", "Datum of its coordinates, when it does not say", Datums);
        Option<bool> partial = new("--partial")
        {
            Description = "Take the good rows of a file that also has bad ones.",
        };
        Option<bool> dryRun = new("--dry-run") { Description = "Check only; apply nothing." };
        var command = new Command("import", "Import a registry file. Exit code 2 when it is refused.")
        {
            path, kind, limits, datum, partial, dryRun,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(limits) is not null && result.IsRead(kind)
                && result.GetValue(kind) != RegistryFileKind.Points)
            {
                result.AddError("--limits goes with --kind points.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            RegistryFileHeader Header(RegistryFileKind of) =>
                new()
                {
                    Kind = of,
                    Datum = parsed.GetValue(datum),
                    Partial = parsed.GetValue(partial),
                    ValidateOnly = parsed.GetValue(dryRun),
                };

            return Session.Run(
                parsed,
                options,
                terminal,
                async (session, token) =>
                {
                    List<RegistryFile> files =
                        [RegistryFile.At(parsed.GetRequiredValue(path), Header(parsed.GetValue(kind)))];
                    if (parsed.GetValue(limits) is { } second)
                        files.Add(RegistryFile.At(second, Header(RegistryFileKind.Limits)));
                    return await ImportReport.Run(session, files, token) ? ExitCodes.Done : ExitCodes.Refused;
                },
                cancellationToken);
        });
        return command;
    }
}
