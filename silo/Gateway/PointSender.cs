using System.Text;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Registry;
using Qianliyan.Hj212;

namespace Qianliyan.Gateway;

/// <summary>
/// A point that a connection has sent for, with what need not be made anew for every frame: its grain, its password as
/// text, its origin bytes. One connection may carry several points.
/// </summary>
sealed class PointSender(string id, IPointGrain grain)
{
    byte[] _passwordBytes = [];
    DevicePassword _password = new("");
    bool _isRefusalLogged;
    Deviations _originDeviations;
    byte[]? _origin;

    public string Id => id;

    public IPointGrain Grain => grain;

    /// <summary>Rounds in which uploads of this connection were recorded.</summary>
    public int Rounds { get; set; }

    public List<PendingUpload> Pending { get; } = new(1);

    public DevicePassword PasswordOf(Message message)
    {
        if (message.Password.SequenceEqual(_passwordBytes))
            return _password;
        _passwordBytes = message.Password.ToArray();
        _password = new DevicePassword(Encoding.UTF8.GetString(_passwordBytes));
        return _password;
    }

    public static string ReasonOf(FrameDisposition disposition) => disposition switch
    {
        FrameDisposition.Repeated => "the point held it already",
        FrameDisposition.WrongPassword => "wrong password",
        _ => "the point is not registered",
    };

    /// <summary>Logs that this point is refused; once a connection is enough.</summary>
    public void LogRefusal(GatewayServices services, string peer, FrameDisposition disposition)
    {
        if (_isRefusalLogged)
            return;
        _isRefusalLogged = true;
        if (disposition == FrameDisposition.WrongPassword)
            GatewayLog.WrongPassword(services.Logger, peer, id);
        else
            GatewayLog.NotRegistered(
                services.Logger, peer, id,
                services.Options.UnknownPoints == UnknownPoints.Reject ? "rejected" : "quarantined");
    }

    public byte[] OriginOf(Message message, string peer)
    {
        if (_origin is not null && _originDeviations == message.Deviations)
            return _origin;
        _originDeviations = message.Deviations;
        _origin = new FrameOrigin
        {
            Disposition = FrameDisposition.Recorded,
            Verdict = (byte)message.Verdict,
            Deviations = (ulong)message.Deviations,
            Peer = peer,
            Point = id,
            Reason = "",
        }.ToBytes();
        return _origin;
    }
}
