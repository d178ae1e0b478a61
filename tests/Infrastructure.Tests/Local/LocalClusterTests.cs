using System.Diagnostics;
using System.Globalization;
using System.Text;
using Qianliyan.Azurite;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Infrastructure.Tests.Local;

/// <summary>infra/local/cluster, as one runs it.</summary>
public sealed class LocalClusterTests : IDisposable
{
    readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("qianliyan-local-");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_command_starts_three_silos_and_a_signal_ends_them_all()
    {
        (int table, int http, int grpc, int hj212, int silo) = Ports();
        using Process script = Start(
            "--program", Path.Combine(AppContext.BaseDirectory, "Qianliyan.Silo.dll"), "--data", _data.FullName,
            "--table-port", Text(table), "--http-port", Text(http), "--grpc-port", Text(grpc),
            "--hj212-port", Text(hj212), "--silo-port", Text(silo));
        Task<string> errors = script.StandardError.ReadToEndAsync(Cancellation);
        var output = new StringBuilder();
        while (!output.ToString().Contains("Ctrl+C ends all", StringComparison.Ordinal))
        {
            string? line = await script.StandardOutput.ReadLineAsync(Cancellation);
            line.ShouldNotBeNull($"{output}{(script.HasExited ? await errors : "")}");
            output.AppendLine(line);
        }

        for (int i = 0; i < 3; i++)
        {
            output.ToString().ShouldContain($"HTTP http://localhost:{http + 100 * i}");
            using var api = new SiloApi(new Uri($"http://127.0.0.1:{grpc + 100 * i}"));
            V1.Cluster cluster = await api.Cluster.GetClusterAsync(
                new GetClusterRequest(), cancellationToken: Cancellation);
            cluster.Silos.Count(each => each.State == SiloState.Active).ShouldBe(3);
        }

        await script.SignalAsync("INT", Cancellation);
        await script.WaitForExitAsync(Cancellation);

        script.ExitCode.ShouldBe(0, await errors);
        (await script.StandardOutput.ReadToEndAsync(Cancellation)).ShouldContain("All have ended");
        for (int i = 0; i < 3; i++)
        {
            string log = await File.ReadAllTextAsync(Path.Combine(_data.FullName, $"silo-{i}.log"), Cancellation);
            log.ShouldContain("Draining");
        }

        (await IsRefused(http)).ShouldBeTrue();
        (await IsRefused(table)).ShouldBeTrue();
    }

    public void Dispose() => _data.Delete(recursive: true);

    static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Repository.PathOf("infra", "local", "cluster"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("The script did not start.");
    }

    /// <summary>Ports whose neighbours 100 and 200 above are free, too.</summary>
    static (int Table, int Http, int Grpc, int Hj212, int Silo) Ports()
    {
        while (true)
        {
            int[] ports = FreePorts.Take(5);
            int[] all = [.. ports.SelectMany(port => (int[])[port, port + 100, port + 200])];
            if (all.Max() <= ushort.MaxValue && all.Distinct().Count() == all.Length && FreePorts.AreFree(all))
                return (ports[0], ports[1], ports[2], ports[3], ports[4]);
        }
    }

    static async Task<bool> IsRefused(int port)
    {
        using var client = new System.Net.Sockets.TcpClient();
        try
        {
            await client.ConnectAsync(System.Net.IPAddress.Loopback, port, Cancellation);
            return false;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return true;
        }
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
