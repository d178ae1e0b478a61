using System.Security.Cryptography;
using System.Text;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Policies;

/// <summary>A policy file put in force by somebody (发布实施).</summary>
/// <param name="Version">As the file names itself.</param>
/// <param name="Region">Where it holds: everywhere (000000), or in a region and what lies in it.</param>
/// <param name="Yaml">The file, to the letter.</param>
/// <param name="By">Who put it in force.</param>
/// <param name="Reason">Why, in their words.</param>
/// <param name="At">When.</param>
public sealed record PolicyIssue(
    string Version, RegionCode Region, string Yaml, string By, string Reason, BeijingTime At)
{
    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Yaml)));

    public void Write(EntryWriter writer)
    {
        writer.Text(Version);
        writer.Text(Region.ToString());
        writer.Text(Yaml);
        writer.Text(By);
        writer.Text(Reason);
        writer.Time(At);
    }

    public static PolicyIssue Read(ref EntryReader reader) => new(
        reader.Text() ?? "",
        RegionCode.Parse(reader.Text() ?? ""),
        reader.Text() ?? "",
        reader.Text() ?? "",
        reader.Text() ?? "",
        reader.Time());
}
