using System.IO.Hashing;
using System.Text;

namespace Qianliyan.Silo;

/// <summary>
/// The twins that one silo of a cluster looks after: every silo gives every twin a number, and the highest has it. When a
/// silo goes, its twins are shared out and no other twin changes hands.
/// </summary>
sealed class SiloShare : IEquatable<SiloShare>
{
    readonly string _self;
    readonly string[] _silos;

    SiloShare(string self, string[] silos)
    {
        _self = self;
        _silos = silos;
    }

    public static SiloShare Of(SiloAddress self, ClusterMembershipSnapshot snapshot)
    {
        string own = self.ToParsableString();
        IEnumerable<string> active = snapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active)
            .Select(member => member.SiloAddress.ToParsableString());
        return Of(own, active);
    }

    /// <summary>A silo counts itself even where it is not seen as active yet.</summary>
    public static SiloShare Of(string self, IEnumerable<string> active) =>
        new(self, [.. active.Append(self).Distinct().Order(StringComparer.Ordinal)]);

    public bool Holds(string twin) => _silos.Length == 1 || _silos.MaxBy(silo => NumberOf(silo, twin)) == _self;

    public bool Equals(SiloShare? other) =>
        other is not null && _self == other._self && _silos.AsSpan().SequenceEqual(other._silos);

    public override bool Equals(object? obj) => Equals(obj as SiloShare);

    public override int GetHashCode() => HashCode.Combine(_self, _silos.Length);

    static ulong NumberOf(string silo, string twin) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{silo}|{twin}"));
}
