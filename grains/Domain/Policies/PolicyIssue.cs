using System.Security.Cryptography;
using System.Text;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Policies;

/// <summary>A policy file put in force by somebody (发布实施).</summary>
/// <param name="Version">As the file names itself, with what it extends before a plus sign.</param>
/// <param name="Region">Where it holds: everywhere (000000), or in a region and what lies in it.</param>
/// <param name="Yaml">The file, to the letter.</param>
/// <param name="Bases">The files it extends, to the letter, nearest first; none for a complete one.</param>
/// <param name="By">Who put it in force.</param>
/// <param name="Reason">Why, in their words.</param>
/// <param name="At">When.</param>
public sealed record PolicyIssue(
    string Version, RegionCode Region, string Yaml, ValueList<PolicyBase> Bases, string By, string Reason,
    BeijingTime At)
{
    /// <summary>SHA-256 of the file and of those it extends, lower-case hex.</summary>
    public string Hash => HashOf(Yaml, Bases);

    /// <summary>A file as it would be put in force, with all that it extends.</summary>
    /// <param name="yaml">The file.</param>
    /// <param name="resolveBase">The text of a policy by its name; none where it knows no such policy.</param>
    /// <param name="by">Who.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When.</param>
    /// <exception cref="Files.PolicyFileException">
    /// The text is not a policy, or what it extends is none, or it does not judge the day that it is put in force on.
    /// </exception>
    public static PolicyIssue Of(
        string yaml, Func<string, string?> resolveBase, string by, string reason, BeijingTime at)
    {
        var bases = new List<PolicyBase>();
        Files.PolicyDocument document = PolicyFile.Read("policy", yaml, Resolve);
        PolicyFile.ThrowIfNotFor(at.Date, document);
        Policy policy = document.Policy;
        return new PolicyIssue(
            policy.Version, policy.Region?.Region ?? RegionCode.Nation, yaml, [.. bases], by, reason, at);

        string? Resolve(string name)
        {
            string? text = PolicyFile.TextOf(name, resolveBase);
            if (text is not null)
                bases.Add(new PolicyBase(name, text));
            return text;
        }
    }

    /// <exception cref="Files.PolicyFileException">The text is not a policy.</exception>
    public Files.PolicyDocument ReadDocument() =>
        PolicyFile.ReadIssued(Version, Yaml, name => Bases.FirstOrDefault(one => one.Name == name)?.Yaml);

    public void Write(EntryWriter writer)
    {
        writer.Text(Version);
        writer.Text(Region.ToString());
        writer.Text(Yaml);
        writer.Unsigned((ulong)Bases.Count);
        foreach (PolicyBase basis in Bases)
        {
            writer.Text(basis.Name);
            writer.Text(basis.Yaml);
        }

        writer.Text(By);
        writer.Text(Reason);
        writer.Time(At);
    }

    public static PolicyIssue Read(ref EntryReader reader)
    {
        string version = reader.Text() ?? "";
        RegionCode region = RegionCode.Parse(reader.Text() ?? "");
        string yaml = reader.Text() ?? "";
        var bases = new PolicyBase[reader.Count()];
        for (int i = 0; i < bases.Length; i++)
            bases[i] = new PolicyBase(reader.Text() ?? "", reader.Text() ?? "");
        return new PolicyIssue(
            version, region, yaml, [.. bases], reader.Text() ?? "", reader.Text() ?? "", reader.Time());
    }

    static string HashOf(string yaml, ValueList<PolicyBase> bases)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(yaml));
        foreach (PolicyBase basis in bases)
            hash.AppendData(Encoding.UTF8.GetBytes(basis.Yaml));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
