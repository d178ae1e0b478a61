using Qianliyan.Domain.Codec;

namespace Qianliyan.Domain.Policies;

/// <summary>
/// By which policy each natural day of a twin is judged: one that was settled by that under which it was, whenever and
/// for whatever it is judged again (法不溯及既往), any other by the policy in force.
/// </summary>
/// <remarks>
/// A version is remembered when another one is put in force, with the days that it had settled. All are kept, as late
/// data may reopen any day; there are as many as policies that settled anything, and a version alone is written. A
/// state that is read back must be told the policies again: <see cref="Resume"/>.
/// </remarks>
public sealed class DayPolicies
{
    /// <summary>Null at the many twins whose days were all settled under one policy; in order of days.</summary>
    List<SettledUnder>? _former;

    /// <summary>The first day that the policy in force judges.</summary>
    int _from;

    /// <summary>Null before the first entry, and of a state that was read back and not resumed.</summary>
    Policy? _inForce;

    /// <summary>The policy that the last entry was applied under.</summary>
    /// <exception cref="InvalidOperationException">
    /// There was none, or the state was read back and not resumed.
    /// </exception>
    public Policy InForce => _inForce ?? throw new InvalidOperationException(
        "The twin has no policy: nothing was applied, or the state was read back and its policies were not told.");

    /// <summary>The versions that days were settled under before the one in force.</summary>
    public IEnumerable<string> Versions => _former?.Select(former => former.Version) ?? [];

    /// <summary>The policy that judges a day.</summary>
    /// <param name="day">Its number.</param>
    /// <param name="inForce">The policy in force.</param>
    public Policy Of(int day, Policy inForce) => day >= _from ? inForce : FormerOf(day);

    /// <summary>Takes note of the policy that an entry is applied under.</summary>
    public void Follow(Policy inForce) => _inForce = inForce;

    /// <summary>Remembers, before another policy is followed, what the one in force has settled.</summary>
    /// <param name="before">Number of the first day that is not settled.</param>
    /// <exception cref="InvalidOperationException">The state was read back and not resumed.</exception>
    public void Settle(int before)
    {
        if (before <= _from)
            return;
        (_former ??= []).Add(new SettledUnder(before, InForce.Version, InForce));
        _from = before;
    }

    /// <summary>Tells a state that was read back its policies.</summary>
    /// <param name="inForce">That its last entry was applied under.</param>
    /// <param name="named">The policy of each of <see cref="Versions"/>.</param>
    public void Resume(Policy inForce, Func<string, Policy> named)
    {
        _inForce = inForce;
        for (int i = 0; i < _former?.Count; i++)
            _former[i] = _former[i] with { Policy = named(_former[i].Version) };
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)(_former?.Count ?? 0));
        foreach (SettledUnder former in _former ?? [])
        {
            writer.Int(former.Before);
            writer.Text(former.Version);
        }
    }

    public static DayPolicies Read(ref EntryReader reader)
    {
        var policies = new DayPolicies();
        for (int count = reader.Count(); count > 0; count--)
        {
            policies._from = reader.Int();
            (policies._former ??= []).Add(new SettledUnder(policies._from, reader.Text() ?? "", Policy: null));
        }

        return policies;
    }

    Policy FormerOf(int day) => _former!.Find(former => day < former.Before)!.Policy
        ?? throw new InvalidOperationException("The state was read back and its policies were not told.");

    /// <param name="Before">Number of the first day that it had not settled.</param>
    /// <param name="Version">Its name.</param>
    /// <param name="Policy">Null until the state is resumed.</param>
    sealed record SettledUnder(int Before, string Version, Policy? Policy);
}
