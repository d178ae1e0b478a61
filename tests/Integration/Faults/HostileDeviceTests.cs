using System.Net.Sockets;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Integration.Silos;

namespace Qianliyan.Integration.Faults;

/// <summary>What bad devices do to good ones: nothing.</summary>
public sealed class HostileDeviceTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    const int Samples = 400;
    static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(100);

    /// <summary>Attackers share the machine with the silo: without a pause they would starve both of it.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    static readonly BeijingTime Morning = BeijingTime.Of(2026, 3, 2, 8);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Garbage_harms_nobody()
    {
        byte[] garbage = new byte[64 * 1024];
        new Random(7).NextBytes(garbage);
        await ShouldHarmNobody(
            "G", async (socket, cancellationToken) => await socket.SendAsync(garbage, cancellationToken));
    }

    [Fact]
    public async Task Half_frames_harm_nobody() =>
        await ShouldHarmNobody("H", async (socket, cancellationToken) =>
            await socket.SendAsync("##0136ST=32;CN=2011;PW=123456;MN=LD1301"u8.ToArray(), cancellationToken));

    [Fact]
    public async Task A_frame_of_ten_megabytes_harms_nobody()
    {
        byte[] frame = [.. "##9999QN="u8, .. Enumerable.Repeat((byte)'1', 10 << 20)];
        await ShouldHarmNobody(
            "M", async (socket, cancellationToken) => await socket.SendAsync(frame, cancellationToken));
    }

    [Fact]
    public async Task A_device_that_never_reads_its_answers_harms_nobody()
    {
        await using var deaf = new TestDevice { Mn = "DEAF" };
        int sent = 0;
        await ShouldHarmNobody("N", async (socket, cancellationToken) =>
        {
            byte[] frame = deaf.Frame(
                Commands.Realtime, Morning.AddSeconds(Interlocked.Increment(ref sent)), "a21026", 1m);
            await socket.SendAsync(frame, cancellationToken);
        });
    }

    async Task ShouldHarmNobody(string name, Func<Socket, CancellationToken, Task> attack)
    {
        await using var good = new TestDevice { Mn = $"GOOD{name}" };
        await good.Connect(shared.Silo.Devices, Cancellation);
        await Percentile99(good, first: 0);
        TimeSpan calm = await Percentile99(good, first: Samples);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task[] attackers = [.. Enumerable.Range(0, 8).Select(_ => Attack(attack, stop.Token))];

        TimeSpan attacked = await Percentile99(good, first: 2 * Samples);

        await stop.CancelAsync();
        await Task.WhenAll(attackers);
        attacked.ShouldBeLessThan(3 * calm + Tolerance, $"calm: {calm}");
    }

    async Task Attack(Func<Socket, CancellationToken, Task> attack, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (!cancellationToken.IsCancellationRequested)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
            try
            {
                await socket.ConnectAsync(shared.Silo.Devices, cancellationToken);
                while (await timer.WaitForNextTickAsync(cancellationToken))
                    await attack(socket, cancellationToken);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                continue;
            }
        }
    }

    static async Task<TimeSpan> Percentile99(TestDevice device, int first)
    {
        var latencies = new TimeSpan[Samples];
        for (int i = 0; i < Samples; i++)
        {
            byte[] frame = device.Frame(Commands.Realtime, Morning.AddSeconds(first + i), "a21026", i);
            long sent = TimeProvider.System.GetTimestamp();
            (await device.Ask(frame, Cancellation)).ShouldBe(Commands.DataAnswer);
            latencies[i] = TimeProvider.System.GetElapsedTime(sent);
        }

        Array.Sort(latencies);
        return latencies[Samples * 99 / 100];
    }
}
