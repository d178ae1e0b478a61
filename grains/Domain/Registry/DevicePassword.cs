using System.Security.Cryptography;

namespace Qianliyan.Domain.Registry;

/// <summary>The password (PW) a device sends. It never prints: <see cref="ToString"/> gives stars.</summary>
[GenerateSerializer, Immutable, Alias("qly.DevicePassword")]
public readonly record struct DevicePassword
{
    [Id(0)]
    readonly string? _secret;

    public DevicePassword(string secret) => _secret = secret;

    /// <summary>For the codec alone: the registry keeps it, nothing shows it.</summary>
    internal string Secret => _secret ?? "";

    /// <summary>Compares in a time that does not tell how much was right.</summary>
    public bool Matches(ReadOnlySpan<byte> sent) =>
        CryptographicOperations.FixedTimeEquals(sent, System.Text.Encoding.UTF8.GetBytes(_secret ?? ""));

    /// <inheritdoc cref="Matches(ReadOnlySpan{byte})"/>
    public bool Matches(DevicePassword sent) => Matches(System.Text.Encoding.UTF8.GetBytes(sent.Secret));

    public override string ToString() => "******";
}
