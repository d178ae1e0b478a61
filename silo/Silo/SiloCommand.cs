using System.CommandLine;
using System.Net;
using Qianliyan.Gateway;

namespace Qianliyan.Silo;

/// <summary>The command line of a silo.</summary>
static class SiloCommand
{
    public static RootCommand Create(Func<SiloSettings, CancellationToken, Task<int>> run)
    {
        Option<string> data = new("--data", "-d")
        {
            Description =
                "Directory that holds journals, frames and checkpoints. Created if absent; one silo at a time.",
            DefaultValueFactory = _ => "data",
        };
        Option<IPAddress> listen = new("--listen")
        {
            Description = "Address that clients and devices connect to; 0.0.0.0 for all.",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = result => ParseAddress(result),
        };
        Option<int> http = Port("--http-port", "JSON, gRPC-Web, health, dashboard, metrics (HTTP/1.1).", 5080);
        Option<int> grpc = Port("--grpc-port", "gRPC (h2c).", 5081);
        Option<int> hj212 = Port("--hj212-port", "HJ 212 over TCP, for devices.", 5212);
        Option<int> silo = Port("--silo-port", "The silo itself; loopback only.", 11111);
        Option<UnknownPoints> unknown = new("--unknown-points")
        {
            Description = "What happens to frames of points that the registry does not know.",
            DefaultValueFactory = _ => UnknownPoints.Quarantine,
        };
        Option<string?> policy = new("--policy")
        {
            Description = "Policy file (YAML); the shipped national one if absent.",
        };
        Option<int> cache = new("--cache-mb")
        {
            Description = "Megabytes for the store's block cache.",
            DefaultValueFactory = _ => 128,
        };
        Option<bool> demo = new("--demo")
        {
            Description =
                "Also run a simulated city: a fleet of devices over real TCP, and a live table on the console.",
        };
        Option<double> speed = new("--demo-speed")
        {
            Description = "Simulated seconds per real second of the demonstration.",
            DefaultValueFactory = _ => 60,
        };
        Option<bool> profile = new("--profile-calls")
        {
            Description = "Count and time every grain call for the dashboard; takes some of the throughput.",
        };
        var root = new RootCommand("Qianliyan (千里眼): a live digital twin of environmental enforcement.")
        {
            demo, data, listen, http, grpc, hj212, silo, unknown, policy, cache, profile, speed,
        };
        root.SetAction((parsed, cancellationToken) => run(
            new SiloSettings
            {
                DataDirectory = parsed.GetValue(data)!,
                Listen = parsed.GetValue(listen)!,
                HttpPort = parsed.GetValue(http),
                GrpcPort = parsed.GetValue(grpc),
                Hj212Port = parsed.GetValue(hj212),
                SiloPort = parsed.GetValue(silo),
                UnknownPoints = parsed.GetValue(unknown),
                PolicyFile = parsed.GetValue(policy),
                CacheMegabytes = parsed.GetValue(cache),
                ProfilesCalls = parsed.GetValue(profile),
                IsDemo = parsed.GetValue(demo),
                DemoSpeed = parsed.GetValue(speed),
            },
            cancellationToken));
        return root;
    }

    static Option<int> Port(string name, string description, int value)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            int port = result.GetValueOrDefault<int>();
            if (port is < 1 or > 65_535)
                result.AddError($"{name} is {port}; a port is 1 to 65535.");
        });
        return option;
    }

    static IPAddress ParseAddress(System.CommandLine.Parsing.ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (IPAddress.TryParse(text, out IPAddress? address))
            return address;
        result.AddError($"--listen is '{text}'; it must be an IP address such as 127.0.0.1 or 0.0.0.0.");
        return IPAddress.Loopback;
    }
}
