// segment._is_superseded — whether one that was made in the stead of `segment`, or of one in its stead, has taken its place.

EXISTS { (segment)<-[:REPLACES*1..20]-(:Segment)-[:LATEST]->() }
