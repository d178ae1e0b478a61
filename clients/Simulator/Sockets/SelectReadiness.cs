using System.Net.Sockets;

namespace Qianliyan.Simulator.Sockets;

/// <summary>The portable way: correct everywhere, but its cost grows with the number of connections.</summary>
sealed class SelectReadiness : IReadiness
{
    readonly Dictionary<Socket, int> _tokens = [];
    readonly HashSet<Socket> _writable = [];

    public void Add(Socket socket, int token) => _tokens.Add(socket, token);

    public void WatchWritable(Socket socket, int token, bool watch)
    {
        if (watch)
            _writable.Add(socket);
        else
            _writable.Remove(socket);
    }

    public void Remove(Socket socket, int token)
    {
        _tokens.Remove(socket);
        _writable.Remove(socket);
    }

    public int Wait(Span<int> ready, TimeSpan timeout)
    {
        if (_tokens.Count == 0)
        {
            Thread.Sleep(timeout);
            return 0;
        }

        var read = new List<Socket>(_tokens.Keys);
        var write = new List<Socket>(_writable);
        Socket.Select(read, write, null, timeout);
        int count = 0;
        foreach (Socket socket in read.Union(write))
        {
            if (count == ready.Length)
                break;
            ready[count++] = _tokens[socket];
        }

        return count;
    }

    public void Dispose()
    {
    }
}
