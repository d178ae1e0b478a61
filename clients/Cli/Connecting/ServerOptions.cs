using System.CommandLine;
using System.CommandLine.Parsing;

namespace Qianliyan.Cli.Connecting;

/// <summary>The options of every command.</summary>
sealed class ServerOptions
{
    public const string Variable = "QLY_SERVER";
    const string Default = "http://localhost:5081";

    public Option<Uri> Server { get; } = new("--server")
    {
        Description = $"Address of a silo's gRPC port. [env: {Variable}]",
        HelpName = "url",
        Recursive = true,
        CustomParser = Parse,
        DefaultValueFactory = FromEnvironment,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print JSON, one object a line, in place of tables.",
        Recursive = true,
    };

    static Uri? Parse(ArgumentResult result) => Parse(result, "--server", result.Tokens[0].Value);

    static Uri FromEnvironment(ArgumentResult result) =>
        Parse(result, Variable, Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : Default)!;

    static Uri? Parse(ArgumentResult result, string source, string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https")
            return uri;
        result.AddError($"{source} is '{text}'; it must be an address such as {Default}.");
        return null;
    }
}
