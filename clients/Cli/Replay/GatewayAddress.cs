using System.CommandLine;
using System.Globalization;

namespace Qianliyan.Cli.Replay;

/// <summary>Host and port of a silo's HJ 212 gateway.</summary>
sealed record GatewayAddress(string Host, int Port)
{
    const string Default = "127.0.0.1:5212";

    public static Option<GatewayAddress> Option() =>
        new("--gateway")
        {
            Description = "HJ 212 port of a silo.",
            HelpName = "host:port",
            DefaultValueFactory = _ => Parse(Default)!,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (Parse(text) is { } address)
                    return address;
                result.AddError($"--gateway is '{text}'; it must be host:port, such as {Default}.");
                return null;
            },
        };

    public static GatewayAddress? Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon > 0
            && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && port is >= 1 and <= 65_535
            ? new GatewayAddress(text[..colon].Trim('[', ']'), port)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
