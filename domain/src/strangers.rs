//! How much may be sent without an account (S0-13, S4-6): suggestions to an organization, objections about the members
//! of a branch.
//!
//! Three limits a day hold side by side, so that one sender fills neither the organization nor a neighbourhood:
//!
//! - [`Circle::Address`]: 8 from one IPv4 address, or one /64 of IPv6, which is what one household or one phone has.
//! - [`Circle::Neighbours`]: 32 from one /24 of IPv4 or one /48 of IPv6. Who switches a phone off and on gets another
//!   address of the same carrier, mostly out of this.
//! - [`MOST_A_DAY`]: 100 to the organization, from everybody.
//!
//! **Shared addresses.** Carriers put a village behind one IPv4 address, and a village office has one line: there the 8
//! are for all who share it. A village of some hundred households sends far less in an ordinary day; and somebody who
//! uses them up silences only those behind the same address, not the village, as they could with the organization's
//! own limit. Whoever is refused is told to come tomorrow, by another network, or to the secretary. Members with an
//! account are never counted here.
//!
//! The three are counted for each organization and each kind apart, under a keyed hash of the day, so that no table
//! holds an address and nothing leads from what was sent to who sent it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// At most so many a day to one organization, from everybody.
pub const MOST_A_DAY: u8 = 100;

/// Who counts as one sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circle {
    /// An address.
    Address,
    /// The addresses around it.
    Neighbours,
}

impl Circle {
    /// From the narrow to the wide.
    pub const ALL: [Self; 2] = [Self::Address, Self::Neighbours];

    /// At most so many a day to one organization.
    pub const fn most_a_day(self) -> u8 {
        match self {
            Self::Address => 8,
            Self::Neighbours => 32,
        }
    }

    /// The network that an address belongs to: its first address.
    pub fn network(self, address: IpAddr) -> IpAddr {
        let (v4, v6) = match self {
            Self::Address => (32, 64),
            Self::Neighbours => (24, 48),
        };
        match address.to_canonical() {
            IpAddr::V4(address) => IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() >> (32 - v4) << (32 - v4))),
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> (128 - v6) << (128 - v6))),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_sender_is_far_from_silencing_an_organization() {
        let [address, neighbours] = Circle::ALL.map(Circle::most_a_day);
        assert!(address * 4 <= neighbours && neighbours * 3 <= MOST_A_DAY);
    }

    #[test]
    fn a_household_is_one_sender_however_its_address_is_written() {
        let network = |circle: Circle, address: &str| circle.network(address.parse().expect("an address")).to_string();
        for (address, own, around) in [
            ("203.0.113.77", "203.0.113.77", "203.0.113.0"),
            ("::ffff:203.0.113.77", "203.0.113.77", "203.0.113.0"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::", "2001:db8:1::"),
        ] {
            assert_eq!(network(Circle::Address, address), own);
            assert_eq!(network(Circle::Neighbours, address), around);
        }
    }

    proptest! {
        /// Whoever is one sender in the narrow circle is in the wide one.
        #[test]
        fn circles_lie_in_each_other(a in any::<u128>(), low in any::<u64>(), b in any::<u32>()) {
            let same_64 = [a, (a >> 64 << 64) | u128::from(low)].map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits)));
            for [one, other] in [same_64, [IpAddr::V4(Ipv4Addr::from_bits(b)); 2]] {
                // An address that stands for one of IPv4 is another family.
                prop_assume!(one.to_canonical().is_ipv4() == other.to_canonical().is_ipv4());
                if Circle::Address.network(one) == Circle::Address.network(other) {
                    prop_assert_eq!(Circle::Neighbours.network(one), Circle::Neighbours.network(other));
                }
            }
        }
    }
}
