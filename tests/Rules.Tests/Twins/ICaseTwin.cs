using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Rules.Tests.Twins;

/// <summary>A twin under test that understands the lines of a case.</summary>
interface ICaseTwin
{
    /// <summary>Every finding so far, in the order they were made.</summary>
    IReadOnlyList<Finding> Findings { get; }

    string Level { get; }

    /// <summary>What the twin shows under a name; the words are those of its kind.</summary>
    string Shows(string what);

    void Take(CaseLine line);

    void Tick(BeijingTime now);

    /// <summary>Takes another policy that is put in force at a time.</summary>
    void Put(Policy policy, BeijingTime at) => throw new FormatException("This twin is judged by one policy.");

    /// <summary>Writes what is in memory, reads it back and drops what may leave.</summary>
    void Restore();

    string StateHash();
}
