using System.Diagnostics;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Integration.Silos;

namespace Qianliyan.Integration.Faults;

/// <summary>
/// A disk that fills up: nothing is acknowledged that is not kept, and all goes on when space returns.
/// </summary>
public sealed class FullDiskTests
{
    static readonly BeijingTime Morning = BeijingTime.Of(2026, 3, 2, 8);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_stops_acknowledgements_and_space_brings_them_back()
    {
        using SmallDisk disk = SmallDisk.MountOrSkip(megabytes: 64);
        await using SiloProcess silo = await SiloProcess.StartIn(
            disk.Directory, Cancellation, "--unknown-points", "register");
        using var api = new SiloApi(silo.Grpc);
        await using var device = new TestDevice { Mn = "FULL1" };
        await device.Connect(silo.Devices, Cancellation);
        (await device.Ask(device.Frame(Commands.Realtime, Morning, "a21026", 1m), Cancellation)).ShouldBe(
            Commands.DataAnswer);

        string ballast = Path.Combine(disk.Directory, "ballast");
        disk.Fill(ballast);
        int acknowledged = 1 + await AcknowledgedUntilSilence(device);
        File.Delete(ballast);

        await using var after = new TestDevice { Mn = "FULL1" };
        await after.Connect(silo.Devices, Cancellation);
        byte[] frame = after.Frame(Commands.Realtime, Morning.AddSeconds(86_400), "a21026", 2m);
        await Eventually.Get(
            () => TryAsk(silo, frame),
            answered => answered,
            "frames are acknowledged again",
            Cancellation);
        silo.Output.ShouldContain("space", Case.Insensitive);
        (await api.History("FULL1-31", Cancellation)).Count.ShouldBeGreaterThanOrEqualTo(acknowledged + 1);
        (await api.Proof("points/FULL1-31", Cancellation)).Holds.ShouldBeTrue();
    }

    /// <returns>How many frames were acknowledged before the gateway fell silent or hung up.</returns>
    static async Task<int> AcknowledgedUntilSilence(TestDevice device)
    {
        for (int i = 1; ; i++)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            patience.CancelAfter(TimeSpan.FromSeconds(3));
            try
            {
                await device.Ask(device.Frame(Commands.Realtime, Morning.AddSeconds(i), "a21026", i), patience.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                return i - 1;
            }
        }
    }

    static async Task<bool> TryAsk(SiloProcess silo, byte[] frame)
    {
        await using var device = new TestDevice { Mn = "FULL1" };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            await device.Connect(silo.Devices, patience.Token);
            return await device.Ask(frame, patience.Token) == Commands.DataAnswer;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return false;
        }
    }

    /// <summary>A file system of a few megabytes in memory.</summary>
    sealed class SmallDisk : IDisposable
    {
        SmallDisk(string directory) => Directory = directory;

        public string Directory { get; }

        public static SmallDisk MountOrSkip(int megabytes)
        {
            string directory = System.IO.Directory.CreateTempSubdirectory("qianliyan-disk-").FullName;
            using Process mount = Process.Start(
                "mount", ["-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", directory]);
            mount.WaitForExit();
            Assert.SkipUnless(mount.ExitCode == 0, "Mounting a small file system needs root.");
            return new SmallDisk(directory);
        }

        public void Fill(string path)
        {
            using FileStream ballast = File.Create(path);
            byte[] block = new byte[1 << 16];
            try
            {
                while (true)
                {
                    ballast.Write(block);
                    ballast.Flush(flushToDisk: true);
                }
            }
            catch (IOException)
            {
                return;
            }
        }

        public void Dispose()
        {
            using Process unmount = Process.Start("umount", ["-l", Directory]);
            unmount.WaitForExit();
        }
    }
}
