using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Qianliyan.Simulator.Sockets;

/// <summary>
/// epoll(7). The socket engine of .NET spends one more receive call per message and its own thread; a generator that
/// shares two cores with what it measures cannot afford either.
/// </summary>
sealed class EpollReadiness : IReadiness
{
    const int MostEvents = 512;
    const int AddNew = 1;
    const int Delete = 2;
    const int Modify = 3;
    const uint In = 1;
    const uint Out = 4;
    const int Interrupted = 4;
    const int NotImplemented = 38;

    // struct epoll_event is packed on x86-64 only.
    static readonly bool IsPacked = RuntimeInformation.ProcessArchitecture == Architecture.X64;
    static readonly int DataOffset = IsPacked ? 4 : 8;
    static readonly int Stride = IsPacked ? 12 : 16;

    readonly int _epoll = Check(NativeMethods.epoll_create1(0), "epoll_create1");
    readonly byte[] _events = new byte[MostEvents * 16];
    bool _hasFineTimeout = true;

    public void Add(Socket socket, int token) => Control(AddNew, socket, token, In);

    public void WatchWritable(Socket socket, int token, bool watch) =>
        Control(Modify, socket, token, watch ? In | Out : In);

    public void Remove(Socket socket, int token) => Control(Delete, socket, token, 0);

    public int Wait(Span<int> ready, TimeSpan timeout)
    {
        int count = WaitNative(Math.Min(ready.Length, MostEvents), timeout);
        for (int i = 0; i < count; i++)
            ready[i] = MemoryMarshal.Read<int>(_events.AsSpan(i * Stride + DataOffset));
        return count;
    }

    public void Dispose() => _ = NativeMethods.close(_epoll);

    int WaitNative(int most, TimeSpan timeout)
    {
        if (_hasFineTimeout)
        {
            try
            {
                long ticks = Math.Max(timeout.Ticks, 0);
                var spec = new NativeMethods.Timespec(
                    ticks / TimeSpan.TicksPerSecond, ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick);
                int found = NativeMethods.epoll_pwait2(_epoll, _events, most, in spec, 0);
                if (found >= 0 || Marshal.GetLastPInvokeError() != NotImplemented)
                    return Count(found);
            }
            catch (EntryPointNotFoundException)
            {
                // An older C library: milliseconds then.
            }

            _hasFineTimeout = false;
        }

        return Count(NativeMethods.epoll_wait(_epoll, _events, most, (int)Math.Ceiling(timeout.TotalMilliseconds)));
    }

    static int Count(int found) =>
        found < 0 && Marshal.GetLastPInvokeError() == Interrupted ? 0 : Check(found, "epoll_wait");

    void Control(int operation, Socket socket, int token, uint events)
    {
        Span<byte> entry = stackalloc byte[16];
        MemoryMarshal.Write(entry, events);
        MemoryMarshal.Write(entry[DataOffset..], token);
        int descriptor = (int)socket.SafeHandle.DangerousGetHandle();
        int result = NativeMethods.epoll_ctl(_epoll, operation, descriptor, ref MemoryMarshal.GetReference(entry));
        Check(result, "epoll_ctl");
    }

    static int Check(int result, string call) =>
        result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{call} failed");

    static class NativeMethods
    {
        [DllImport("libc", SetLastError = true)]
        public static extern int epoll_create1(int flags);

        [DllImport("libc", SetLastError = true)]
        public static extern int epoll_ctl(int epoll, int operation, int descriptor, ref byte entry);

        [DllImport("libc", SetLastError = true)]
        public static extern int epoll_wait(int epoll, byte[] events, int most, int milliseconds);

        [DllImport("libc", SetLastError = true)]
        public static extern int epoll_pwait2(int epoll, byte[] events, int most, in Timespec timeout, nint signals);

        [DllImport("libc", SetLastError = true)]
        public static extern int close(int descriptor);

        public readonly record struct Timespec(long Seconds, long Nanoseconds);
    }
}
