using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;

namespace Qianliyan.Simulator.Terminal;

static class EndpointOption
{
    public static Option<IPEndPoint> Gateway() => new("--gateway")
    {
        Description = "The HJ 212 gateway, as address:port or name:port.",
        DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, 5212),
        CustomParser = Parse,
    };

    static IPEndPoint? Parse(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (IPEndPoint.TryParse(text, out IPEndPoint? endpoint) && endpoint.Port > 0)
            return endpoint;
        int colon = text.LastIndexOf(':');
        if (colon > 0 && ushort.TryParse(text.AsSpan(colon + 1), out ushort port))
        {
            try
            {
                return new IPEndPoint(Dns.GetHostAddresses(text[..colon])[0], port);
            }
            catch (System.Net.Sockets.SocketException unknown)
            {
                argument.AddError($"--gateway '{text}': {unknown.Message}");
                return null;
            }
        }

        argument.AddError($"--gateway '{text}' is not address:port.");
        return null;
    }
}
